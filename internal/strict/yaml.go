// Package strict reads YAML that people write: a field that is not known, and
// whatever the library stumbles over, is an error and never a crash.
package strict

import (
	"fmt"

	"github.com/goccy/go-yaml"
)

// YAML decodes data into v, a pointer. An empty document leaves v as it is.
func YAML(data []byte, v any) (err error) {
	defer func() {
		if r := recover(); r != nil { // seen: a tag before nothing
			err = fmt.Errorf("not readable as YAML (%v)", r)
		}
	}()
	return yaml.UnmarshalWithOptions(data, v, yaml.Strict())
}
