// Package schema makes the JSON Schema of the lines that the tool writes, from
// the types of package record.
package schema

import (
	"reflect"

	"github.com/invopop/jsonschema"

	"gongkai/record"
)

// Line is the schema of any line: a record or a failure.
func Line() *jsonschema.Schema {
	r, f := Record(), Failure()
	s := &jsonschema.Schema{
		Version: jsonschema.Version, ID: "urn:gongkai:line:1", Title: "a line of gongkai output",
		OneOf:       []*jsonschema.Schema{{Ref: "#/$defs/Record"}, {Ref: "#/$defs/Failure"}},
		Definitions: jsonschema.Definitions{},
	}
	for _, defs := range []jsonschema.Definitions{r.Definitions, f.Definitions} {
		for name, d := range defs {
			s.Definitions[name] = d
		}
	}
	return s
}

// Record is the schema of a record.
func Record() *jsonschema.Schema {
	s := reflector().Reflect(&record.Record{})
	s.ID, s.Title = "urn:"+record.Schema, "a report as gongkai read it"
	def := s.Definitions["Record"]
	constant(def, record.Schema)
	// Record writes its cells as two objects, which reflection cannot see.
	cell := reflector().Reflect(&record.Cell{})
	for name, d := range cell.Definitions {
		s.Definitions[name] = d
	}
	s.Definitions["Table"] = &jsonschema.Schema{
		Type: "object", PropertyNames: &jsonschema.Schema{Pattern: "^[a-z0-9_]+$"},
		AdditionalProperties: &jsonschema.Schema{AnyOf: []*jsonschema.Schema{number(), {Ref: "#/$defs/Table"}}},
	}
	def.Properties.Set("tables", &jsonschema.Schema{
		Type: "object", PropertyNames: &jsonschema.Schema{Pattern: "^[a-z0-9_]+$"},
		AdditionalProperties: &jsonschema.Schema{Ref: "#/$defs/Table"},
		Description:          "plain numbers, nested by the parts of their paths; null where no number is printed",
	})
	def.Properties.Set("cells", &jsonschema.Schema{
		Type: "object", PropertyNames: &jsonschema.Schema{Pattern: `^[a-z0-9_]+(\.[a-z0-9_]+)+$`},
		AdditionalProperties: &jsonschema.Schema{Ref: "#/$defs/Cell"},
		Description:          "every cell of the form, keyed by its path within tables: what is printed there",
	})
	def.Required = append(def.Required, "tables", "cells")
	return s
}

// Failure is the schema of a failure.
func Failure() *jsonschema.Schema {
	s := reflector().Reflect(&record.Failure{})
	s.ID, s.Title = "urn:"+record.FailureSchema, "a document that could not become a record"
	constant(s.Definitions["Failure"], record.FailureSchema)
	return s
}

func constant(def *jsonschema.Schema, value string) {
	p, _ := def.Properties.Get("schema")
	p.Type, p.Const = "", value
}

func number() *jsonschema.Schema {
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "number"}, {Type: "null"}}}
}

func reflector() *jsonschema.Reflector {
	return &jsonschema.Reflector{Anonymous: true, Mapper: mapper}
}

// mapper says what the types that write themselves look like.
func mapper(t reflect.Type) *jsonschema.Schema {
	switch t {
	case reflect.TypeFor[record.Number]():
		return number()
	case reflect.TypeFor[record.Box]():
		four := uint64(4)
		return &jsonschema.Schema{Type: "array", Items: &jsonschema.Schema{Type: "number"}, MinItems: &four, MaxItems: &four}
	case reflect.TypeFor[record.State]():
		return enum(record.Printed, record.Annotated, record.Blank, record.Dash, record.Slash, record.Word, record.Absent, record.Unreadable, record.Inferred)
	case reflect.TypeFor[record.Code]():
		return enum(record.NotAReport, record.Empty, record.Unsupported, record.Encrypted, record.Scanned, record.Undecodable,
			record.Damaged, record.TooLarge, record.Timeout, record.Crashed, record.IO)
	}
	return nil
}

func enum[T ~string](values ...T) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	for _, v := range values {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}
