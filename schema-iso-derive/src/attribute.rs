//! The arguments of the attributes: `key`, `key = value`, `key(values)`.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;
use schema_iso::rule::Diagnostic;
use schema_iso::rule::message::{duplicate_attribute, malformed_attribute, unknown_attribute};
use syn::ext::IdentExt;
use syn::parse::{Parse, Parser};
use syn::punctuated::Punctuated;
use syn::{Ident, Token};

use crate::errors::Errors;

/// A key that an attribute has, with an example of its form.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) form: &'static str,
}

/// The arguments of one attribute. Each key is known and occurs once.
pub(crate) struct Arguments<'e> {
    macro_name: &'static str,
    keys: &'static [Key],
    found: Vec<Argument>,
    errors: &'e Errors,
}

struct Argument {
    key: Ident,
    value: Value,
}

enum Value {
    Flag,
    Assigned(TokenStream),
    List(TokenStream),
}

impl<'e> Arguments<'e> {
    pub(crate) fn parse(
        macro_name: &'static str,
        keys: &'static [Key],
        tokens: TokenStream,
        errors: &'e Errors,
    ) -> Self {
        let mut arguments = Self {
            macro_name,
            keys,
            found: Vec::new(),
            errors,
        };
        arguments.add(tokens);
        arguments
    }

    /// Adds the arguments of a further attribute of the same name.
    pub(crate) fn add(&mut self, tokens: TokenStream) {
        for piece in split(tokens) {
            let Some(argument) = self.argument(piece) else {
                continue;
            };
            let name = argument.key.unraw().to_string();
            if !self.keys.iter().any(|key| key.name == name) {
                let known: Vec<&str> = self.keys.iter().map(|key| key.name).collect();
                let unknown = unknown_attribute(self.macro_name, &name, &known);
                self.errors.at(&argument.key, unknown);
            } else if self.find(&name).is_some() {
                let twice = duplicate_attribute(self.macro_name, &name);
                self.errors.at(&argument.key, twice);
            } else {
                self.found.push(argument);
            }
        }
    }

    fn argument(&self, piece: TokenStream) -> Option<Argument> {
        let mut tokens = piece.clone().into_iter();
        let key = tokens.next().map(TokenTree::into_token_stream)?;
        let Ok(key) = Ident::parse_any.parse2(key) else {
            let message = format!("`#[{}]` has a name in front of each value", self.macro_name);
            let forms: Vec<_> = self
                .keys
                .iter()
                .map(|key| format!("`{}`", key.form))
                .collect();
            let help = format!("write one of {}", forms.join(", "));
            self.errors
                .at(piece, Diagnostic::without_rule(message).with_help(help));
            return None;
        };
        let value = match (tokens.next(), tokens.clone().next()) {
            (None, _) => Value::Flag,
            (Some(TokenTree::Punct(equals)), Some(_)) if equals.as_char() == '=' => {
                Value::Assigned(tokens.collect())
            }
            (Some(TokenTree::Group(list)), None) if list.delimiter() == Delimiter::Parenthesis => {
                Value::List(list.stream())
            }
            _ => {
                self.malformed(&key, &piece);
                return None;
            }
        };
        Some(Argument { key, value })
    }

    fn find(&self, name: &str) -> Option<&Argument> {
        self.found
            .iter()
            .find(|argument| argument.key.unraw() == name)
    }

    /// The position of a key.
    pub(crate) fn span(&self, name: &str) -> Option<Span> {
        self.find(name).map(|argument| argument.key.span())
    }

    /// Whether `name` is there, alone.
    pub(crate) fn flag(&self, name: &str) -> bool {
        let Some(argument) = self.find(name) else {
            return false;
        };
        if !matches!(argument.value, Value::Flag) {
            self.malformed(&argument.key, &argument.key);
        }
        true
    }

    /// The word of `name(word)`, if it has one; `name` may stand alone.
    pub(crate) fn word(&self, name: &str, word: &str) -> bool {
        let Some(argument) = self.find(name) else {
            return false;
        };
        match &argument.value {
            Value::Flag => false,
            Value::List(tokens) if tokens.to_string() == word => true,
            _ => {
                self.malformed(&argument.key, &argument.key);
                false
            }
        }
    }

    /// The value of `name = value`.
    pub(crate) fn value<T: Parse>(&self, name: &str) -> Option<T> {
        self.value_with(name, T::parse)
    }

    /// The value of `name = value`, parsed by `parse`.
    pub(crate) fn value_with<P: Parser>(&self, name: &str, parser: P) -> Option<P::Output> {
        let argument = self.find(name)?;
        let Value::Assigned(tokens) = &argument.value else {
            self.malformed(&argument.key, &argument.key);
            return None;
        };
        let value = parser.parse2(tokens.clone()).ok();
        if value.is_none() {
            self.malformed(&argument.key, tokens);
        }
        value
    }

    /// The values of `name(value, value)`.
    pub(crate) fn list<T: Parse>(&self, name: &str) -> Vec<T> {
        let Some(argument) = self.find(name) else {
            return Vec::new();
        };
        let Value::List(tokens) = &argument.value else {
            self.malformed(&argument.key, &argument.key);
            return Vec::new();
        };
        let parser = Punctuated::<T, Token![,]>::parse_terminated;
        let values = parser.parse2(tokens.clone());
        if values.is_err() {
            self.malformed(&argument.key, &argument.key);
        }
        values.into_iter().flatten().collect()
    }

    /// The values of `name(value, value)`; none if `name` stands alone.
    pub(crate) fn flag_or_list<T: Parse>(&self, name: &str) -> Vec<T> {
        match self.find(name) {
            Some(Argument {
                value: Value::Flag, ..
            }) => Vec::new(),
            _ => self.list(name),
        }
    }

    fn malformed(&self, key: &Ident, at: &dyn ToTokens) {
        let name = key.unraw().to_string();
        let form = self.keys.iter().find(|key| key.name == name);
        let form = form.map_or("", |key| key.form);
        self.errors
            .at(at, malformed_attribute(self.macro_name, &name, form));
    }
}

/// Splits at the commas, except those between angle brackets.
fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut pieces = vec![TokenStream::new()];
    let mut depth = 0_usize;
    let mut after_hyphen = false;
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' => depth += 1,
                '>' if !after_hyphen => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    pieces.push(TokenStream::new());
                    continue;
                }
                _ => {}
            }
            after_hyphen = punct.as_char() == '-';
        } else {
            after_hyphen = false;
        }
        if let Some(last) = pieces.last_mut() {
            last.extend([token]);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
