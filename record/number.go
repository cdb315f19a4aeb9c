package record

import (
	"errors"
	"strconv"
	"strings"
)

// Number is an exact decimal as a report prints it: a count, or an amount of
// money. The zero Number is no number at all (null), which is not 0.
//
// It holds up to 18 digits; that is 1e9 times the largest figure seen in a
// report.
type Number struct {
	coef  int64
	scale uint8 // digits after the point
	ok    bool
}

// ErrNumber is returned for text that is not a plain decimal of at most 18 digits.
var ErrNumber = errors.New("not a decimal number of at most 18 digits")

// Int returns n as a Number.
func Int(n int64) Number { return Number{coef: n, ok: true} }

// ParseNumber reads [+-]digits[.digits]. Trailing zeros after the point are
// dropped (18.8710 is 18.871), since they do not change the value.
func ParseNumber(s string) (Number, error) {
	t, neg := s, false
	switch {
	case strings.HasPrefix(t, "-"):
		t, neg = t[1:], true
	case strings.HasPrefix(t, "+"):
		t = t[1:]
	}
	whole, frac, point := strings.Cut(t, ".")
	if whole == "" || point && frac == "" {
		return Number{}, ErrNumber
	}
	frac = strings.TrimRight(frac, "0")
	if len(frac) > 18 {
		return Number{}, ErrNumber
	}
	var coef int64
	digits := 0
	for _, part := range [2]string{whole, frac} {
		for i := 0; i < len(part); i++ {
			c := part[i]
			if c < '0' || c > '9' {
				return Number{}, ErrNumber
			}
			if coef != 0 || c != '0' {
				digits++
			}
			if digits > 18 {
				return Number{}, ErrNumber
			}
			coef = coef*10 + int64(c-'0')
		}
	}
	if neg {
		coef = -coef
	}
	return Number{coef: coef, scale: uint8(len(frac)), ok: true}, nil
}

// IsNull reports whether there is no number.
func (n Number) IsNull() bool { return !n.ok }

// Int64 returns the value and whether it is a whole number.
func (n Number) Int64() (int64, bool) { return n.coef, n.ok && n.scale == 0 }

// Float returns the nearest float64, for formats that have nothing better.
func (n Number) Float() float64 {
	f, _ := strconv.ParseFloat(n.String(), 64)
	return f
}

// Sign is -1, 0 or +1; 0 for null.
func (n Number) Sign() int {
	switch {
	case n.coef < 0:
		return -1
	case n.coef > 0:
		return 1
	}
	return 0
}

// Add returns n+m; null if either is null or the sum does not fit.
func (n Number) Add(m Number) Number {
	if !n.ok || !m.ok {
		return Number{}
	}
	if n.scale == m.scale && n.scale == 0 {
		s := n.coef + m.coef
		if s > -1e18 && s < 1e18 {
			return Number{coef: s, ok: true}
		}
		return Number{}
	}
	a, b := n, m
	for a.scale < b.scale {
		if !a.widen() {
			return Number{}
		}
	}
	for b.scale < a.scale {
		if !b.widen() {
			return Number{}
		}
	}
	a.coef += b.coef
	if a.coef <= -1e18 || a.coef >= 1e18 {
		return Number{}
	}
	return a.trim()
}

// Neg returns -n.
func (n Number) Neg() Number { n.coef = -n.coef; return n }

// Sub returns n-m; null as for Add.
func (n Number) Sub(m Number) Number { return n.Add(m.Neg()) }

// Shift returns n·10^places: Shift(-4) turns yuan into ten thousand yuan.
func (n Number) Shift(places int) Number {
	for ; places < 0 && n.ok; places++ {
		n.scale++
		if n.scale > 18 {
			return Number{}
		}
	}
	for ; places > 0 && n.ok; places-- {
		if n.scale > 0 {
			n.scale--
		} else if n.coef > -1e17 && n.coef < 1e17 {
			n.coef *= 10
		} else {
			return Number{}
		}
	}
	return n.trim()
}

// Cmp compares two numbers; a null sorts before all numbers.
func (n Number) Cmp(m Number) int {
	switch {
	case !n.ok && !m.ok:
		return 0
	case !n.ok:
		return -1
	case !m.ok:
		return 1
	case n.scale == m.scale:
		switch {
		case n.coef < m.coef:
			return -1
		case n.coef > m.coef:
			return 1
		}
		return 0
	}
	if d := n.Sub(m); d.ok {
		return d.Sign()
	}
	switch f, g := n.Float(), m.Float(); {
	case f < g:
		return -1
	case f > g:
		return 1
	}
	return 0
}

// Equal reports whether both are numbers and have the same value.
func (n Number) Equal(m Number) bool { return n.ok && m.ok && n.Cmp(m) == 0 }

func (n *Number) widen() bool {
	if n.coef <= -1e17 || n.coef >= 1e17 {
		return false
	}
	n.coef *= 10
	n.scale++
	return true
}

func (n Number) trim() Number {
	for n.scale > 0 && n.coef%10 == 0 {
		n.coef /= 10
		n.scale--
	}
	return n
}

// String prints the number without exponent; "null" for none.
func (n Number) String() string { return string(n.AppendTo(nil)) }

// AppendTo appends the JSON form of n.
func (n Number) AppendTo(b []byte) []byte {
	if !n.ok {
		return append(b, "null"...)
	}
	if n.scale == 0 {
		return strconv.AppendInt(b, n.coef, 10)
	}
	c := n.coef
	if c < 0 {
		b, c = append(b, '-'), -c
	}
	var buf [40]byte
	d := strconv.AppendInt(buf[:0], c, 10)
	for len(d) <= int(n.scale) {
		d = append([]byte{'0'}, d...)
	}
	p := len(d) - int(n.scale)
	b = append(b, d[:p]...)
	b = append(b, '.')
	return append(b, d[p:]...)
}

// MarshalJSON writes a JSON number or null.
func (n Number) MarshalJSON() ([]byte, error) { return n.AppendTo(nil), nil }

// UnmarshalJSON reads a JSON number or null.
func (n *Number) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*n = Number{}
		return nil
	}
	v, err := ParseNumber(string(b))
	if err != nil {
		return errors.New(string(b) + ": " + err.Error())
	}
	*n = v
	return nil
}
