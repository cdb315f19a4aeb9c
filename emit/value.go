package emit

import (
	"strconv"

	"gongkai/record"
)

// Value is what stands in one cell of an exported table; the zero Value is missing.
type Value struct {
	kind   valueKind
	text   string
	number record.Number
	float  float64
}

type valueKind uint8

const (
	missing valueKind = iota
	isText
	isNumber // exact
	isFloat  // a quotient
)

// textValue is a text; an empty one is missing.
func textValue(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{kind: isText, text: s}
}

func numberValue(n record.Number) Value {
	if n.IsNull() {
		return Value{}
	}
	return Value{kind: isNumber, number: n}
}

func intValue(n int) Value { return numberValue(record.Int(int64(n))) }

func floatValue(f float64) Value { return Value{kind: isFloat, float: f} }

// Float is the value as the nearest float64; 0 for text and missing.
func (v Value) Float() float64 {
	switch v.kind {
	case isNumber:
		if n, whole := v.number.Int64(); whole {
			return float64(n)
		}
		return v.number.Float()
	case isFloat:
		return v.float
	}
	return 0
}

// Int64 is the value and whether it is a whole number.
func (v Value) Int64() (int64, bool) {
	if v.kind != isNumber {
		return 0, false
	}
	return v.number.Int64()
}

// String is the value as CSV prints it: exact, "" for missing.
func (v Value) String() string {
	switch v.kind {
	case isText:
		return v.text
	case isNumber:
		return v.number.String()
	case isFloat:
		return strconv.FormatFloat(v.float, 'g', -1, 64)
	}
	return ""
}
