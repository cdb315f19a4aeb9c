// Package message is the catalogue of what the tool says to people, in English
// and Chinese. One YAML file a family; each key has an en and a zh text with the
// same fmt verbs. Code names keys; it holds no sentence in Chinese.
//
// A key begins with its family's name and a point; those of findings and rules
// begin with the rule's ID. A family is read when a key of it is first asked
// for: reading all of them takes longer than reading ten reports.
package message

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"gongkai/internal/strict"
)

//go:embed *.yaml
var files embed.FS

// Text is one message in both languages.
type Text struct{ EN, ZH string }

// family is one file.
type family struct {
	name  string
	texts func() map[string]Text
}

// named are the families whose keys begin with their name; of findings and
// rules are all others, those first that most documents ask for.
var (
	named   = families("catalogue", "cli", "diff", "emit", "report", "show")
	ofRules = families("totals", "reading", "narrative", "form", "years", "given", "aggregates", "copied", "rules")
)

func families(names ...string) []family {
	out := make([]family, len(names))
	for i, n := range names {
		out[i] = family{n, sync.OnceValue(func() map[string]Text { return read(n + ".yaml") })}
	}
	return out
}

func read(file string) map[string]Text {
	b, err := files.ReadFile(file)
	var m map[string]Text
	if err == nil {
		err = strict.YAML(b, &m)
	}
	if err != nil {
		panic(file + ": " + err.Error())
	}
	for k, t := range m {
		if t.EN == "" || t.ZH == "" {
			panic(file + ": " + k + ": without en or zh")
		}
	}
	return m
}

func find(key string) (t Text, ok bool) {
	name, _, _ := strings.Cut(key, ".")
	for _, f := range named {
		if f.name == name {
			t, ok = f.texts()[key]
			return t, ok
		}
	}
	for _, f := range ofRules {
		if t, ok = f.texts()[key]; ok {
			break
		}
	}
	return t, ok
}

// Both formats a message in English and Chinese. A key that is not in the
// catalogue is a programming error and panics.
func Both(key string, args ...any) (en, zh string) {
	t, ok := find(key)
	if !ok {
		panic("no message " + key)
	}
	if len(args) == 0 {
		return t.EN, t.ZH
	}
	return fmt.Sprintf(t.EN, args...), fmt.Sprintf(t.ZH, args...)
}

// In formats a message in one language, "zh" or else English.
func In(lang, key string, args ...any) string {
	en, zh := Both(key, args...)
	if lang == "zh" {
		return zh
	}
	return en
}

// Keys returns every key of the catalogue.
func Keys() []string {
	var out []string
	for _, f := range slices.Concat(named, ofRules) {
		out = slices.AppendSeq(out, maps.Keys(f.texts()))
	}
	return out
}

// Has reports whether the catalogue holds a key.
func Has(key string) bool { _, ok := find(key); return ok }
