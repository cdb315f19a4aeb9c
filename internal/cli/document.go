package cli

import (
	"errors"
	"io"

	"gongkai/extract/medium"
	"gongkai/record"
)

// readAll reads one document, up to the limit for one.
func (e *env) readAll(path string) ([]byte, error) {
	f, err := e.open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, medium.DefaultLimits.Bytes+1))
	if err != nil {
		return nil, nothing(e.say("cannot_read", path, err))
	}
	return data, nil
}

// failed is the error of the one document that a command was about.
func (e *env) failed(path string, err error) error {
	code := record.Damaged
	var ce *record.CodedError
	if errors.As(err, &ce) {
		code = ce.Code
	}
	return nothing(path + ": " + string(code) + ": " + err.Error())
}
