//! A small concrete syntax tree: nodes and tokens in preorder, trivia left out.

use squawk_parser::{EntryPoint, LexedStr, StrStep, SyntaxKind};

#[derive(Debug, Clone, Copy)]
struct Element {
    kind: SyntaxKind,
    token: bool,
    start: u32,
    end: u32,
    /// The element after this one's subtree.
    next: u32,
    parent: u32,
}

/// A place that the parser could not read.
#[derive(Debug, Clone)]
pub(crate) struct SyntaxError {
    pub(crate) message: String,
    pub(crate) offset: usize,
}

/// The syntax tree of one text.
#[derive(Debug)]
pub(crate) struct Tree {
    elements: Vec<Element>,
    pub(crate) errors: Vec<SyntaxError>,
}

impl Tree {
    /// Parses a text whose nesting has been bounded before.
    pub(crate) fn parse(entry: EntryPoint, lexed: &LexedStr<'_>, len: usize) -> Self {
        let mut errors: Vec<_> = lexed
            .errors()
            .map(|(range, message)| SyntaxError {
                message: message.to_owned(),
                offset: range.start as usize,
            })
            .collect();
        let output = entry.parse(&lexed.to_input());
        let mut elements: Vec<Element> = Vec::with_capacity(len / 2 + 8);
        let mut open: Vec<u32> = Vec::new();
        let mut offset = 0_u32;
        lexed.intersperse_trivia(&output, &mut |step| match step {
            StrStep::Token { kind, text } => {
                let start = offset;
                offset += text.len() as u32;
                if !kind.is_trivia() {
                    let index = elements.len() as u32;
                    elements.push(Element {
                        kind,
                        token: true,
                        start,
                        end: offset,
                        next: index + 1,
                        parent: open.last().copied().unwrap_or(0),
                    });
                }
            }
            StrStep::Enter { kind } => {
                let index = elements.len() as u32;
                let parent = open.last().copied().unwrap_or(0);
                open.push(index);
                elements.push(Element {
                    kind,
                    token: false,
                    start: u32::MAX,
                    end: offset,
                    next: 0,
                    parent,
                });
            }
            StrStep::Exit => {
                if let Some(index) = open.pop() {
                    let next = elements.len() as u32;
                    elements[index as usize].next = next;
                    // A node spans from its first token to its last one.
                    let inside = index as usize + 1..next as usize;
                    let span = elements
                        .get(inside.clone())
                        .and_then(|inside| Some((inside.first()?.start, inside.last()?.end)));
                    let element = &mut elements[index as usize];
                    (element.start, element.end) = span.unwrap_or((offset, offset));
                }
            }
            StrStep::Error { msg, pos } => errors.push(SyntaxError {
                message: msg.to_owned(),
                offset: pos,
            }),
        });
        errors.sort_by_key(|error| error.offset);
        Self { elements, errors }
    }

    /// A tree of nothing, for a text that is not to be parsed.
    pub(crate) fn empty() -> Self {
        Self {
            elements: vec![Element {
                kind: SyntaxKind::SOURCE_FILE,
                token: false,
                start: 0,
                end: 0,
                next: 1,
                parent: 0,
            }],
            errors: Vec::new(),
        }
    }
}

/// An element of a tree, with the text that the tree was made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'t> {
    tree: &'t Tree,
    text: &'t str,
    index: usize,
}

impl<'t> Node<'t> {
    pub(crate) fn root(tree: &'t Tree, text: &'t str) -> Self {
        Self {
            tree,
            text,
            index: 0,
        }
    }

    fn element(self) -> &'t Element {
        &self.tree.elements[self.index]
    }

    pub(crate) fn kind(self) -> SyntaxKind {
        self.element().kind
    }

    pub(crate) fn is_token(self) -> bool {
        self.element().token
    }

    pub(crate) fn start(self) -> usize {
        self.element().start as usize
    }

    pub(crate) fn end(self) -> usize {
        self.element().end as usize
    }

    pub(crate) fn text(self) -> &'t str {
        self.text.get(self.start()..self.end()).unwrap_or_default()
    }

    pub(crate) fn parent(self) -> Option<Self> {
        (self.index > 0).then(|| Self {
            index: self.element().parent as usize,
            ..self
        })
    }

    pub(crate) fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    pub(crate) fn children(self) -> impl Iterator<Item = Self> {
        let end = self.element().next as usize;
        let mut index = self.index + 1;
        std::iter::from_fn(move || {
            let child = (index < end).then_some(Self { index, ..self })?;
            index = child.element().next as usize;
            Some(child)
        })
    }

    /// Everything below, in the order of the text.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Self> {
        (self.index + 1..self.element().next as usize).map(move |index| Self { index, ..self })
    }

    /// The tokens below (or the token itself), in the order of the text.
    pub(crate) fn tokens(self) -> impl Iterator<Item = Self> {
        (self.index..self.element().next as usize)
            .map(move |index| Self { index, ..self })
            .filter(|node| node.is_token())
    }

    pub(crate) fn child(self, kind: SyntaxKind) -> Option<Self> {
        self.children().find(|child| child.kind() == kind)
    }

    pub(crate) fn has_child(self, kind: SyntaxKind) -> bool {
        self.child(kind).is_some()
    }

    pub(crate) fn first_child(self) -> Option<Self> {
        self.children().next()
    }

    /// The same place in the text, wherever the copies come from.
    pub(crate) fn is(self, other: Self) -> bool {
        self.index == other.index && std::ptr::eq(self.tree, other.tree)
    }
}
