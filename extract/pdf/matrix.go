package pdf

import "math"

// matrix is a PDF transformation [a b c d e f]: x' = ax + cy + e, y' = bx + dy + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul is the transformation that does m first and then n.
func (m *matrix) mul(n *matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// move is m with its origin moved to (x, y) in its own units.
func (m *matrix) move(x, y float64) {
	m[4] += x*m[0] + y*m[2]
	m[5] += x*m[1] + y*m[3]
}

func (m *matrix) apply(x, y float64) (float64, float64) {
	return x*m[0] + y*m[2] + m[4], x*m[1] + y*m[3] + m[5]
}

func hypot(x, y float64) float64 { return math.Sqrt(x*x + y*y) }

// scale is how much lengths grow, the geometric mean of both directions.
func (m *matrix) scale() float64 { return math.Sqrt(math.Abs(m[0]*m[3] - m[1]*m[2])) }

// upright reports whether rectangles stay rectangles.
func (m *matrix) upright() bool {
	const aslant = 1e-3
	return math.Abs(m[1])+math.Abs(m[2]) <= aslant*(math.Abs(m[0])+math.Abs(m[3])) || math.Abs(m[0])+math.Abs(m[3]) <= aslant*(math.Abs(m[1])+math.Abs(m[2]))
}

// finite reports whether all numbers are ordinary and small enough to multiply.
func (m *matrix) finite() bool {
	for _, v := range m {
		if !(math.Abs(v) < 1e9) {
			return false
		}
	}
	return true
}

// box is a rectangle with X0 ≤ X1 and Y0 ≤ Y1.
type box struct{ x0, y0, x1, y1 float64 }

var emptyBox = box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}

func (b *box) add(x, y float64) {
	b.x0, b.x1 = min(b.x0, x), max(b.x1, x)
	b.y0, b.y1 = min(b.y0, y), max(b.y1, y)
}

// bounds is the box around r, transformed.
func (m *matrix) bounds(r box) box {
	o := emptyBox
	o.add(m.apply(r.x0, r.y0))
	o.add(m.apply(r.x1, r.y0))
	o.add(m.apply(r.x0, r.y1))
	o.add(m.apply(r.x1, r.y1))
	return o
}
