package check

import (
	"strings"
	"unicode"

	"gongkai/record"
)

// Organ is the name by which records of one organ are paired: what the report
// prints, or else what the collector gave, without spaces, brackets and other
// punctuation.
func Organ(r *record.Record) string {
	name := r.Report.Organ
	if name == "" && r.Source.Given != nil {
		name = r.Source.Given.Organ
	}
	return organKey(name)
}

func organKey(name string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsPunct(c) || unicode.IsSymbol(c) {
			return -1
		}
		return c
	}, squeeze(name))
}

// Scope is the report's scope as printed, or else as the collector gave it.
func Scope(r *record.Record) string {
	if r.Report.Scope == "" && r.Source.Given != nil {
		return r.Source.Given.Scope
	}
	return r.Report.Scope
}

// shortNames maps an organ's short name to the full one that ends in it
// (a district without its city), where exactly one such organ is there and the
// two have no year in common: else they may be two organs.
func shortNames(years map[string]map[int]bool) map[string]string {
	full := map[string]string{} // every proper ending of a name that is itself a name; "" where several end so
	for name := range years {
		for i := range name {
			if i == 0 || len(name)-i < 12 {
				continue
			}
			end := name[i:]
			if _, ok := years[end]; !ok {
				continue
			}
			if _, taken := full[end]; taken {
				full[end] = ""
			} else {
				full[end] = name
			}
		}
	}
	for short, name := range full {
		if name == "" {
			delete(full, short)
			continue
		}
		for y := range years[short] {
			if years[name][y] {
				delete(full, short)
				break
			}
		}
	}
	return full
}
