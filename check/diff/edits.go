package diff

import (
	"slices"
	"unicode"
)

// costly is how many edits are looked for before two texts are called different
// altogether; long is how many words a text may have.
const (
	costly = 1500
	long   = 100_000
)

// edits compares two texts word by word: a number or a run of letters is one
// word, any other character is one by itself.
func edits(a, b string) []Edit {
	x, y := split(a), split(b)
	out := []Edit{}
	put := func(kind string, list ...string) {
		for _, w := range list {
			if n := len(out); n > 0 && out[n-1].Kind == kind {
				out[n-1].Text += w
			} else {
				out = append(out, Edit{kind, w})
			}
		}
	}
	head := 0
	for head < len(x) && head < len(y) && x[head] == y[head] {
		head++
	}
	tail := 0
	for tail < len(x)-head && tail < len(y)-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	put(Both, x[:head]...)
	steps, ok := []step(nil), len(x)+len(y) < long
	if ok {
		steps, ok = shortest(x[head:len(x)-tail], y[head:len(y)-tail])
	}
	if !ok {
		put(Left, x[head:len(x)-tail]...)
		put(Right, y[head:len(y)-tail]...)
	}
	for _, s := range tidy(steps) {
		put(s.kind, s.word)
	}
	put(Both, x[len(x)-tail:]...)
	return out
}

// split cuts a text into words.
func split(s string) (out []string) {
	class := func(r rune) int {
		switch {
		case r < 0x80 && unicode.IsDigit(r) || r == '.':
			return 1
		case r < 0x80 && unicode.IsLetter(r):
			return 2
		}
		return 0
	}
	from, last := 0, 0
	for i, r := range s {
		c := class(r)
		if i > 0 && (c == 0 || c != last) {
			out = append(out, s[from:i])
			from = i
		}
		last = c
	}
	if from < len(s) {
		out = append(out, s[from:])
	}
	return out
}

type step struct{ kind, word string }

// shortest is Myers' algorithm ("An O(ND) difference algorithm and its
// variations", 1986): the fewest words left out and put in. It gives up after
// costly edits.
func shortest(a, b []string) ([]step, bool) {
	limit := min(len(a)+len(b), costly)
	reach := make([]int, 2*limit+3) // how far the path on each diagonal came
	at := func(k int) *int { return &reach[k+limit+1] }
	var trace [][]int
	for d := 0; d <= limit; d++ {
		for k := -d; k <= d; k += 2 {
			x := 0
			switch {
			case d == 0:
			case k == -d || k != d && *at(k - 1) < *at(k + 1):
				x = *at(k + 1)
			default:
				x = *at(k - 1) + 1
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			*at(k) = x
			if x >= len(a) && x-k >= len(b) {
				return backtrack(a, b, trace, d, k), true
			}
		}
		trace = append(trace, append([]int(nil), reach[limit+1-d:limit+2+d]...))
	}
	return nil, false
}

// backtrack walks from the end to the beginning; trace[d] holds how far the paths
// on the diagonals -d to d came after d edits.
func backtrack(a, b []string, trace [][]int, d, k int) []step {
	x, y := len(a), len(b)
	var out []step
	for ; d > 0; d-- {
		reach := func(k int) int {
			if i := k + d - 1; i >= 0 && i < len(trace[d-1]) {
				return trace[d-1][i]
			}
			return -1
		}
		from := k - 1
		if k == -d || k != d && reach(k-1) < reach(k+1) {
			from = k + 1
		}
		px := reach(from)
		py := px - from
		for x > px && y > py {
			x, y = x-1, y-1
			out = append(out, step{Both, a[x]})
		}
		if x > px {
			x--
			out = append(out, step{Left, a[x]})
		} else {
			y--
			out = append(out, step{Right, b[y]})
		}
		k = from
	}
	for x > 0 {
		x--
		out = append(out, step{Both, a[x]})
	}
	slices.Reverse(out)
	return out
}

// tidy puts what the left has before what the right has in each change, and lets
// one or two common words between two changes be part of both.
func tidy(steps []step) []step {
	var out, left, right []step
	flush := func() {
		out = append(append(out, left...), right...)
		left, right = nil, nil
	}
	for i := 0; i < len(steps); i++ {
		switch s := steps[i]; s.kind {
		case Left:
			left = append(left, s)
		case Right:
			right = append(right, s)
		default:
			end := i
			for end < len(steps) && steps[end].kind == Both {
				end++
			}
			short := end-i <= 2 && end < len(steps) && len(left)+len(right) > 0
			if !short {
				flush()
			}
			for _, s := range steps[i:end] {
				if short {
					left, right = append(left, step{Left, s.word}), append(right, step{Right, s.word})
				} else {
					out = append(out, s)
				}
			}
			i = end - 1
		}
	}
	flush()
	return out
}
