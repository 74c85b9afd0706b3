//! A whole migration file: its own tree and those of the bodies inside it.

use std::collections::HashSet;

use squawk_parser::{EntryPoint, LexedStr};

use super::body::{self, Body};
use super::literal::{Literal, Segment};
use super::nesting::{DEEPEST, too_deep};
use super::tree::{Node, Tree};
use crate::migration::place::BYTE_ORDER_MARK;

/// How deep bodies may stand in bodies.
const DEEPEST_BODY: usize = 8;

/// The largest file that is read; offsets are kept in 32 bits.
const LARGEST: usize = 64 * 1024 * 1024;

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sql,
    Plpgsql,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// It is the file.
    File,
    /// It is the body of a function or procedure.
    Function,
    /// It is the body of a `DO` block.
    DoBlock,
    /// It is the text of an `EXECUTE`: data that becomes code.
    Execute,
}

/// Why a text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// It nests too deep, or is too large.
    Nesting,
    /// It is not valid.
    Syntax(String),
    /// A statement of a PL/pgSQL body, or of a text, is not understood.
    Unread,
    /// The literal that holds the body cannot be decoded.
    Undecodable,
}

/// A place that could not be read.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) kind: FaultKind,
    /// The byte in the file.
    pub(crate) offset: usize,
}

/// One text with its tree.
#[derive(Debug)]
pub(crate) struct ParsedText {
    pub(crate) text: String,
    pub(crate) dialect: Dialect,
    pub(crate) origin: Origin,
    tree: Tree,
    segments: Vec<Segment>,
    known: HashSet<String>,
    depth: usize,
    /// Whether the text, and the one around it, is code rather than data.
    pub(crate) is_code: bool,
}

impl ParsedText {
    pub(crate) fn root(&self) -> Node<'_> {
        Node::root(&self.tree, &self.text)
    }

    /// The byte in the file that a byte of the text comes from.
    pub(crate) fn absolute(&self, offset: usize) -> usize {
        let after = self
            .segments
            .partition_point(|segment| segment.at <= offset);
        match after.checked_sub(1).and_then(|at| self.segments.get(at)) {
            Some(segment) => segment.source + (offset - segment.at),
            None => self.segments.first().map_or(0, |segment| segment.source),
        }
    }

    /// Whether a name is a variable, a parameter or a label here.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// Whether the text was read without an error.
    pub(crate) fn is_read(&self) -> bool {
        self.tree.errors.is_empty()
    }
}

/// A file, parsed once for all that is done with it.
#[derive(Debug)]
pub(crate) struct Script<'s> {
    pub(crate) source: &'s str,
    pub(crate) units: Vec<ParsedText>,
    pub(crate) faults: Vec<Fault>,
}

impl<'s> Script<'s> {
    pub(crate) fn parse(source: &'s str) -> Self {
        let mut script = Self {
            source,
            units: Vec::new(),
            faults: Vec::new(),
        };
        let text = source.strip_prefix(BYTE_ORDER_MARK).unwrap_or(source);
        script.add(ParsedText {
            text: text.to_owned(),
            dialect: Dialect::Sql,
            origin: Origin::File,
            tree: Tree::empty(),
            segments: vec![Segment {
                at: 0,
                source: source.len() - text.len(),
            }],
            known: HashSet::new(),
            depth: 0,
            is_code: true,
        });
        let mut next = 0;
        while next < script.units.len() {
            script.add_bodies(next);
            next += 1;
        }
        script
    }

    /// Whether the file itself was read without an error.
    pub(crate) fn is_read(&self) -> bool {
        !self
            .faults
            .iter()
            .any(|fault| matches!(fault.kind, FaultKind::Nesting | FaultKind::Syntax(_)))
    }

    fn fault(&mut self, kind: FaultKind, offset: usize) {
        self.faults.push(Fault { kind, offset });
    }

    fn add(&mut self, mut unit: ParsedText) {
        if unit.text.len() > LARGEST {
            let offset = unit.absolute(0);
            return self.fault(FaultKind::Nesting, offset);
        }
        if let Some(at) = too_deep(&unit.text, unit.dialect == Dialect::Plpgsql) {
            let offset = unit.absolute(at);
            return self.fault(FaultKind::Nesting, offset);
        }
        let (entry, blanked) = match unit.dialect {
            Dialect::Sql => (EntryPoint::SourceFile, None),
            Dialect::Plpgsql => (EntryPoint::Plpgsql, body::without_into(&unit.text)),
        };
        let text = blanked.as_deref().unwrap_or(&unit.text);
        unit.tree = Tree::parse(entry, &LexedStr::new(text), text.len());
        if unit.dialect == Dialect::Plpgsql {
            let declared: Vec<_> = body::declared(unit.root()).collect();
            unit.known.extend(declared);
        }
        if let Some(error) = unit.tree.errors.first() {
            let kind = match (unit.origin, unit.dialect) {
                (Origin::Execute, _) | (_, Dialect::Plpgsql) => FaultKind::Unread,
                _ => FaultKind::Syntax(error.message.clone()),
            };
            let offset = unit.absolute(error.offset);
            self.fault(kind, offset);
        }
        self.units.push(unit);
    }

    fn add_bodies(&mut self, index: usize) {
        let unit = &self.units[index];
        let mut found = Vec::new();
        let mut faults = Vec::new();
        for Body {
            node,
            literal,
            dialect,
            origin,
            mut known,
        } in body::bodies(unit.root())
        {
            let place = unit.absolute(node.start());
            if unit.depth >= DEEPEST_BODY {
                faults.push((FaultKind::Nesting, place));
                continue;
            }
            let Some(literal) = literal else {
                faults.push((FaultKind::Undecodable, place));
                continue;
            };
            if origin != Origin::Function {
                known.extend(unit.known.iter().cloned());
            }
            found.push(ParsedText {
                segments: through(unit, &literal, place),
                text: literal.text,
                dialect,
                origin,
                tree: Tree::empty(),
                known,
                depth: unit.depth + 1,
                is_code: unit.is_code && origin != Origin::Execute,
            });
        }
        for (kind, offset) in faults {
            self.fault(kind, offset);
        }
        for unit in found {
            self.add(unit);
        }
    }

    /// How deep a text may nest, for the message.
    pub(crate) const fn deepest() -> usize {
        DEEPEST
    }
}

/// Maps the text of a literal to the file, through the unit that the literal stands in.
fn through(unit: &ParsedText, literal: &Literal, empty: usize) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(literal.segments.len());
    for (index, segment) in literal.segments.iter().enumerate() {
        let end = literal
            .segments
            .get(index + 1)
            .map_or(literal.text.len(), |next| next.at);
        let len = end - segment.at;
        segments.push(Segment {
            at: segment.at,
            source: unit.absolute(segment.source),
        });
        // Where the surrounding text was itself decoded, the stretch is cut up further.
        segments.extend(
            unit.segments
                .iter()
                .filter(|outer| outer.at > segment.source && outer.at < segment.source + len)
                .map(|outer| Segment {
                    at: segment.at + (outer.at - segment.source),
                    source: outer.source,
                }),
        );
    }
    if segments.is_empty() {
        segments.push(Segment {
            at: 0,
            source: empty,
        });
    }
    segments
}
