package emit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gongkai/internal/message"
)

const descriptorName = "datapackage.json"

// The descriptor, as the Data Package standard (version 2.0) has it.
type (
	dataPackage struct {
		Schema      string         `json:"$schema"`
		Name        string         `json:"name"`
		Title       string         `json:"title"`
		Description string         `json:"description"`
		Version     string         `json:"version"`
		Resources   []dataResource `json:"resources"`
	}
	dataResource struct {
		Name        string       `json:"name"`
		Path        string       `json:"path"`
		Type        string       `json:"type,omitempty"`
		Title       string       `json:"title,omitempty"`
		Description string       `json:"description,omitempty"`
		Format      string       `json:"format"`
		Mediatype   string       `json:"mediatype"`
		Encoding    string       `json:"encoding,omitempty"`
		Bytes       int64        `json:"bytes"`
		Hash        string       `json:"hash"`
		Schema      *tableSchema `json:"schema,omitempty"`
	}
	tableSchema struct {
		Schema        string       `json:"$schema"`
		Fields        []tableField `json:"fields"`
		MissingValues []string     `json:"missingValues"`
		PrimaryKey    []string     `json:"primaryKey,omitempty"`
		ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
	}
	tableField struct {
		Name        string     `json:"name"`
		Type        string     `json:"type"`
		Title       string     `json:"title,omitempty"`
		Description string     `json:"description,omitempty"`
		Categories  []category `json:"categories,omitempty"`
	}
	category struct {
		Value string `json:"value"`
		Label string `json:"label"`
	}
	foreignKey struct {
		Fields    []string `json:"fields"`
		Reference struct {
			Resource string   `json:"resource"`
			Fields   []string `json:"fields"`
		} `json:"reference"`
	}
)

// describe measures one written file.
func describe(dir, name string) (_ File, err error) {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return File{}, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return File{Name: name, Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, err
}

// descriptor writes datapackage.json: a resource for every file.
func (x *export) descriptor(dir string, formats []Format, files [][]string, books []string) error {
	p := dataPackage{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: "gongkai", Version: "1",
		Title:       message.In("en", "emit.package.title") + " \u2013 " + message.In("zh", "emit.package.title"),
		Description: strings.Join(strings.Fields(message.In("en", "emit.codebook.about")), " "),
	}
	file := map[string]File{}
	for _, f := range x.result.Files {
		file[f.Name] = f
	}
	add := func(name, format, media string, t *Table) {
		f := file[name]
		r := dataResource{Name: strings.ToLower(strings.ReplaceAll(name, ".", "-")), Path: name, Format: format, Mediatype: media, Bytes: f.Bytes, Hash: "sha256:" + f.SHA256}
		if t != nil {
			r.Title, r.Description = t.EN, t.ZH
		}
		if format == "csv" {
			r.Type, r.Encoding = "table", "utf-8"
			if t != nil {
				r.Name, r.Schema = t.Name, x.names.schema(t)
			}
		}
		p.Resources = append(p.Resources, r)
	}
	for i, f := range formats {
		for _, name := range files[i] {
			ext := strings.TrimPrefix(filepath.Ext(name), ".")
			add(name, ext, f.Media, x.table(strings.TrimSuffix(name, "."+ext)))
		}
	}
	for _, name := range books {
		ext := strings.TrimPrefix(filepath.Ext(name), ".")
		add(name, ext, map[string]string{"csv": "text/csv", "md": "text/markdown"}[ext], nil)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, descriptorName), b.Bytes(), 0o666)
}

// table returns the table with a name, or nil.
func (x *export) table(name string) *Table {
	for _, t := range x.tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// schema is a table's Table Schema.
func (n *names) schema(t *Table) *tableSchema {
	s := &tableSchema{Schema: "https://datapackage.org/profiles/2.0/tableschema.json", MissingValues: []string{""}}
	types := map[Type]string{Text: "string", Int: "integer", Number: "number", Year: "year", Date: "string", CodeOf: "string"}
	for i := range t.Variables {
		v := &t.Variables[i]
		en, zh := n.meaning(v)
		f := tableField{Name: v.Name, Type: types[v.Type], Title: v.EN, Description: strings.TrimSpace(strings.Join([]string{v.ZH, en, zh, n.formula(v)}, " "))}
		for _, c := range n.Codes[v.Codes] {
			f.Categories = append(f.Categories, category{c.Code, c.EN + " \u2013 " + c.ZH})
		}
		s.Fields = append(s.Fields, f)
	}
	switch t.Name {
	case "wide", "panel":
		s.PrimaryKey = []string{"id"}
	case "long":
		s.PrimaryKey = []string{"id", "path"}
	}
	if t.Name != "wide" && t.Name != "failures" {
		fk := foreignKey{Fields: []string{"id"}}
		fk.Reference.Resource, fk.Reference.Fields = "wide", []string{"id"}
		s.ForeignKeys = []foreignKey{fk}
	}
	return s
}
