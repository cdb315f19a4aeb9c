package match

import "gongkai/extract/form"

func (b *board) blocksText(t *form.Table, lex *lexicon, s *stream)                        {}
func (b *board) matrixText(t *form.Table, block *form.Block, lab *blockLabels, s *stream) {}
func (b *board) singleText(t *form.Table, block *form.Block, lab *blockLabels, s *stream) {}
