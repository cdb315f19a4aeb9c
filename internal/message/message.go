// Package message is the catalogue of what the tool says to people, in English
// and Chinese. One YAML file a family; each key has an en and a zh text with the
// same fmt verbs. Code names keys; it holds no sentence in Chinese.
package message

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed *.yaml
var files embed.FS

// Text is one message in both languages.
type Text struct{ EN, ZH string }

var catalogue = sync.OnceValue(func() map[string]Text {
	all := map[string]Text{}
	names, _ := fs.Glob(files, "*.yaml") // the pattern is right
	for _, n := range names {
		b, _ := files.ReadFile(n) // it is embedded
		var m map[string]Text
		if err := yaml.Unmarshal(b, &m); err != nil {
			panic(n + ": " + err.Error())
		}
		for k, t := range m {
			if _, dup := all[k]; dup || t.EN == "" || t.ZH == "" {
				panic(n + ": " + k + ": taken twice, or without en or zh")
			}
			all[k] = t
		}
	}
	return all
})

// Both formats a message in English and Chinese. A key that is not in the
// catalogue is a programming error and panics.
func Both(key string, args ...any) (en, zh string) {
	t, ok := catalogue()[key]
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
	for k := range catalogue() {
		out = append(out, k)
	}
	return out
}

// Has reports whether the catalogue holds a key.
func Has(key string) bool { _, ok := catalogue()[key]; return ok }
