//! The significant tokens of a text, for scans that need no tree.

use squawk_lexer::{LiteralKind, TokenKind, tokenize};

/// What a word is, as far as scans care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordKind {
    /// An identifier or key word, not quoted.
    Plain,
    /// A quoted identifier.
    Quoted,
    /// A string of any sort.
    Text,
    /// Punctuation and operators, one character each, and numbers.
    Other,
}

/// A token that is neither white space nor a comment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'t> {
    pub(crate) kind: WordKind,
    pub(crate) text: &'t str,
    pub(crate) start: usize,
}

impl Word<'_> {
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether this is the key word, given in lower case.
    pub(crate) fn is(&self, key_word: &str) -> bool {
        self.kind == WordKind::Plain && self.text.eq_ignore_ascii_case(key_word)
    }

    pub(crate) fn is_any(&self, key_words: &[&str]) -> bool {
        self.kind == WordKind::Plain
            && key_words
                .iter()
                .any(|key_word| self.text.eq_ignore_ascii_case(key_word))
    }

    pub(crate) fn is_sign(&self, sign: &str) -> bool {
        self.kind == WordKind::Other && self.text == sign
    }

    pub(crate) fn is_text(&self) -> bool {
        self.kind == WordKind::Text
    }

    pub(crate) fn is_name(&self) -> bool {
        matches!(self.kind, WordKind::Plain | WordKind::Quoted)
    }
}

/// Reads the words of a text.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut start = 0;
    tokenize(text).filter_map(move |token| {
        let from = start;
        start += token.len as usize;
        let kind = match token.kind {
            TokenKind::Whitespace
            | TokenKind::LineComment
            | TokenKind::BlockComment { .. }
            | TokenKind::Eof => return None,
            TokenKind::Ident => WordKind::Plain,
            TokenKind::QuotedIdent { .. } => WordKind::Quoted,
            TokenKind::Literal {
                kind: LiteralKind::Int { .. } | LiteralKind::Numeric { .. },
            } => WordKind::Other,
            TokenKind::Literal { .. } => WordKind::Text,
            _ => WordKind::Other,
        };
        Some(Word {
            kind,
            text: text.get(from..start)?,
            start: from,
        })
    })
}
