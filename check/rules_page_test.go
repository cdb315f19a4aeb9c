package check

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"gongkai/internal/message"
)

// families in the order of the catalogue.
const families = "TRNYAFC"

// TestTheCatalogueInDocsIsTheRules keeps docs/rules.md and docs/rules.zh.md equal
// to what the rules say of themselves.
func TestTheCatalogueInDocsIsTheRules(t *testing.T) {
	for lang, name := range map[string]string{"en": "rules.md", "zh": "rules.zh.md"} {
		path := filepath.Join("..", "docs", name)
		page := catalogue(t, lang)
		if *update {
			require.NoError(t, os.WriteFile(path, []byte(page), 0o644))
			continue
		}
		was, err := os.ReadFile(path)
		require.NoError(t, err)
		require.True(t, string(was) == page, "%s lags behind the rules: run go test ./check -update", path)
	}
}

func catalogue(t *testing.T, lang string) string {
	say := func(key string, args ...any) string { return message.In(lang, "catalogue."+key, args...) }
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", say("title"), say("intro"))
	for _, family := range families {
		fmt.Fprintf(&b, "\n## %c  %s\n\n%s\n", family, say("family."+string(family)), say("about."+string(family)))
		for i := range Rules {
			r := &Rules[i]
			if r.Family() != string(family) {
				continue
			}
			fmt.Fprintf(&b, "\n### %s  %s\n\n%s\n\n", r.ID, r.Title(lang), r.Why(lang))
			fmt.Fprintf(&b, "- %s: %s\n- %s: %s\n", say("holds"), r.Holds(lang), say("breaks"), r.Breaks(lang))
			if words := firstFinding(t, r.ID, lang); words != "" {
				fmt.Fprintf(&b, "- %s: %s\n", say("says"), words)
			}
			fmt.Fprintf(&b, "- %s\n", say("facts", say("severity."+r.Severity), r.Since))
		}
	}
	return b.String()
}

// firstFinding is the message of the first finding in the rule's testdata.
func firstFinding(t *testing.T, id, lang string) string {
	a, err := txtar.ParseFile(filepath.Join("testdata", id+".txtar"))
	if os.IsNotExist(err) {
		return "" // a rule whose findings are made, and tested, elsewhere
	}
	require.NoError(t, err)
	for _, f := range a.Files {
		if f.Name != "findings" {
			continue
		}
		if lines := strings.Split(string(f.Data), "\n"); len(lines) > 2 {
			if lang == "zh" {
				return strings.TrimSpace(lines[2])
			}
			return strings.TrimSpace(lines[1])
		}
	}
	return ""
}
