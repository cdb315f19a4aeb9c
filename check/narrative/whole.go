package narrative

// repeated makes statements that one sentence makes twice of the same thing
// soft: each is of a part.
func (p *parser) repeated() {
	for i := len(p.out) - 1; i >= 0 && p.out[i].sentence == p.number; i-- {
		for k := i - 1; k >= 0 && p.out[k].sentence == p.number; k-- {
			a, b := &p.out[i], &p.out[k]
			if a.role != plain && len(a.meanings) > 0 && len(b.meanings) > 0 && a.role == b.role && (a.role != total || !a.value.Equal(b.value)) && a.meanings[0].same(b.meanings[0]) {
				a.soft, b.soft = true, b.soft || a.role != total
			}
		}
	}
}

// remainder makes firm what is told as a part of the requests, where the
// sentence leaves no others: of 12 received 12 are answered, or 9 and 3 go on.
func (p *parser) remainder() {
	for i := len(p.out) - 1; i >= 0 && p.out[i].sentence == p.number; i-- {
		s := &p.out[i]
		if !s.among {
			continue
		}
		for k := len(p.out) - 1; k >= 0 && p.out[k].sentence == p.number; k-- {
			t := &p.out[k]
			if k < i && t.role == total && t.about == "request" && !t.soft && t.value.Equal(s.value) {
				s.soft = false
			}
			if k < i || t.soft || len(t.meanings) != 1 || t.meanings[0].table != "requests" || t.meanings[0].keys[0] != "carried_out" {
				continue
			}
			for j := i - 1; j >= 0 && p.out[j].sentence == p.number; j-- {
				if r := &p.out[j]; r.role == total && r.about == "request" && r.value.Equal(s.value.Add(t.value)) {
					s.soft = false
				}
			}
		}
	}
}
