//! All errors of one expansion, reported together.

use std::cell::{Cell, RefCell};
use std::fmt;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use schema_iso::rule::Diagnostic;

/// Collects errors until [`Errors::finish`] returns them.
///
/// Dropping it unfinished panics: forgetting an error would be a hole in a rule.
#[derive(Debug)]
pub(crate) struct Errors {
    found: RefCell<Option<Vec<syn::Error>>>,
    given_up: Cell<bool>,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self {
            found: RefCell::new(Some(Vec::new())),
            given_up: Cell::new(false),
        }
    }

    /// Reports at the tokens that are to blame.
    pub(crate) fn at(&self, tokens: impl ToTokens, diagnostic: impl fmt::Display) {
        self.push(syn::Error::new_spanned(tokens, diagnostic));
    }

    /// Reports at a span.
    pub(crate) fn at_span(&self, span: Span, diagnostic: impl fmt::Display) {
        self.push(syn::Error::new(span, diagnostic));
    }

    /// Ends the expansion without an error of its own, since another one was reported for it.
    pub(crate) fn give_up(&self) {
        self.given_up.set(true);
    }

    /// Whether the expansion ends, since another one reported an error for it.
    pub(crate) fn has_given_up(&self) -> bool {
        self.given_up.get()
    }

    fn push(&self, error: syn::Error) {
        self.found
            .borrow_mut()
            .as_mut()
            .expect("errors are reported before the end")
            .push(error);
    }

    /// How many were reported so far.
    pub(crate) fn len(&self) -> usize {
        self.found.borrow().as_ref().map_or(0, Vec::len)
    }

    /// Ends the collection.
    pub(crate) fn finish(self) -> Result<(), CompileErrors> {
        let found = self.found.borrow_mut().take().unwrap_or_default();
        if found.is_empty() && !self.given_up.get() {
            Ok(())
        } else {
            Err(CompileErrors(found))
        }
    }
}

impl Drop for Errors {
    #[expect(
        clippy::panic,
        reason = "an unfinished collection is a bug of the macro"
    )]
    fn drop(&mut self) {
        if self.found.borrow().is_some() && !std::thread::panicking() {
            panic!("the errors of an expansion were not finished");
        }
    }
}

/// What stops an expansion: its errors, or none if others were reported for it.
#[derive(Debug)]
pub(crate) struct CompileErrors(Vec<syn::Error>);

impl CompileErrors {
    pub(crate) fn of(span: Span, diagnostic: &Diagnostic) -> Self {
        Self(vec![syn::Error::new(span, diagnostic)])
    }
}

impl From<syn::Error> for CompileErrors {
    fn from(error: syn::Error) -> Self {
        Self(vec![error])
    }
}

impl ToTokens for CompileErrors {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let errors = self.0.iter().map(syn::Error::to_compile_error);
        tokens.extend(quote!(#(#errors)*));
    }
}
