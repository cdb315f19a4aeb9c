// Package strict reads YAML that people write: a field that is not known, a
// second document, and whatever the library stumbles over, is an error that
// names the line, and never a crash.
package strict

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"
)

// YAML decodes data into v, a pointer. An empty document leaves v as it is.
func YAML(data []byte, v any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("not readable as YAML (%v)", r)
		}
	}()
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(v); err != nil {
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	}
	var rest yaml.Node
	switch err := d.Decode(&rest); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return err
	}
	return fmt.Errorf("line %d: a second document begins; one is read", rest.Line)
}
