//! Decodes string literals, and keeps the byte of the file that each of their bytes comes from.

use squawk_parser::SyntaxKind;

use super::tree::Node;

/// A stretch of a text that stands byte for byte in another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Where it starts in the text.
    pub(crate) at: usize,
    /// Where it starts in the text that it was taken from.
    pub(crate) source: usize,
}

/// The value of a literal. Segments map it back to the text that it stands in.
#[derive(Debug, Default)]
pub(crate) struct Literal {
    pub(crate) text: String,
    pub(crate) segments: Vec<Segment>,
}

impl Literal {
    /// Reads a `LITERAL` node, or `None` if it is not a string, or one with unicode
    /// escapes, which nobody needs in order to name an object.
    pub(crate) fn read(node: Node<'_>) -> Option<Self> {
        if node.kind() != SyntaxKind::LITERAL {
            return None;
        }
        let mut literal = Self::default();
        let mut escapes = false;
        let mut any = false;
        for token in node.tokens() {
            match token.kind() {
                SyntaxKind::DOLLAR_QUOTED_STRING => literal.push_dollar_quoted(token)?,
                SyntaxKind::ESC_STRING => {
                    escapes = true;
                    literal.push_quoted(token, 1, true)?;
                }
                SyntaxKind::NATIONAL_STRING => literal.push_quoted(token, 1, false)?,
                SyntaxKind::STRING => literal.push_quoted(token, 0, escapes)?,
                _ => return None,
            }
            any = true;
        }
        any.then_some(literal)
    }

    /// The value of an expression that is made of plain texts only: in parentheses, cast,
    /// or joined with `||`.
    pub(crate) fn constant(node: Node<'_>) -> Option<Self> {
        let node = peeled(node);
        match node.kind() {
            SyntaxKind::LITERAL => Self::read(node),
            SyntaxKind::BIN_EXPR => {
                let mut parts = node.children();
                let (left, operator, right) = (parts.next()?, parts.next()?, parts.next()?);
                if operator.text() != "||" {
                    return None;
                }
                let mut joined = Self::constant(left)?;
                joined.join(Self::constant(right)?);
                Some(joined)
            }
            SyntaxKind::CAST_EXPR => Self::constant(cast_operand(node)?),
            _ => None,
        }
    }

    fn join(&mut self, next: Self) {
        let at = self.text.len();
        self.text.push_str(&next.text);
        self.segments
            .extend(next.segments.iter().map(|segment| Segment {
                at: at + segment.at,
                source: segment.source,
            }));
    }

    fn push(&mut self, text: &str, source: usize) {
        if !text.is_empty() {
            self.segments.push(Segment {
                at: self.text.len(),
                source,
            });
            self.text.push_str(text);
        }
    }

    fn push_dollar_quoted(&mut self, token: Node<'_>) -> Option<()> {
        let text = token.text();
        let tag = text.find('$').and_then(|first| {
            let second = text[first + 1..].find('$')?;
            text.get(first..first + second + 2)
        })?;
        let inside = text.strip_prefix(tag)?.strip_suffix(tag)?;
        self.push(inside, token.start() + tag.len());
        Some(())
    }

    fn push_quoted(&mut self, token: Node<'_>, prefix: usize, escapes: bool) -> Option<()> {
        let text = token.text();
        let inside = text.get(prefix..)?.strip_prefix('\'')?.strip_suffix('\'')?;
        let base = token.start() + prefix + 1;
        let mut from = 0;
        while let Some(found) = inside[from..].find(['\'', '\\']) {
            let at = from + found;
            if inside[at..].starts_with('\'') {
                // A doubled quote: the first one is the character, the second is skipped.
                self.push(&inside[from..=at], base + from);
                from = (at + 2).min(inside.len());
                if !inside.is_char_boundary(from) {
                    return None;
                }
            } else if escapes {
                self.push(&inside[from..at], base + from);
                let (character, len) = unescape(&inside[at..])?;
                let mut buffer = [0; 4];
                self.push(character.encode_utf8(&mut buffer), base + at);
                from = at + len;
            } else {
                self.push(&inside[from..=at], base + from);
                from = at + 1;
            }
        }
        self.push(&inside[from..], base + from);
        Some(())
    }
}

/// What a cast converts.
pub(crate) fn cast_operand(cast: Node<'_>) -> Option<Node<'_>> {
    let mut operands = cast.children().filter(|child| {
        !child.is_token()
            && !matches!(
                child.kind(),
                SyntaxKind::COLON_COLON | SyntaxKind::PATH_TYPE | SyntaxKind::ARRAY_TYPE
            )
    });
    operands.next()
}

/// The expression in a clause, an argument or parentheses.
pub(crate) fn peeled(mut node: Node<'_>) -> Node<'_> {
    while matches!(
        node.kind(),
        SyntaxKind::PAREN_EXPR
            | SyntaxKind::NAMED_ARG
            | SyntaxKind::ARG
            | SyntaxKind::TARGET
            | SyntaxKind::TARGET_LIST
            | SyntaxKind::PLPGSQL_EXPR
            | SyntaxKind::PLPGSQL_VAR_INIT
            | SyntaxKind::PARAM_DEFAULT
            | SyntaxKind::DEFAULT_CONSTRAINT
    ) {
        let mut operands = node.children().filter(|child| {
            !child.is_token()
                && !matches!(
                    child.kind(),
                    SyntaxKind::PARAM_NAME_REF
                        | SyntaxKind::FAT_ARROW
                        | SyntaxKind::COLON_EQ
                        | SyntaxKind::CONSTRAINT_NAME_CLAUSE
                )
        });
        match (operands.next(), operands.next()) {
            (Some(only), None) => node = only,
            _ => break,
        }
    }
    node
}

/// Reads one backslash escape: the character, and how many bytes it took.
fn unescape(text: &str) -> Option<(char, usize)> {
    let mut characters = text.chars();
    characters.next()?;
    let escaped = characters.next()?;
    let digits = |skip: usize, radix: u32, most: usize| {
        let rest = text.get(skip..)?;
        let count = rest
            .chars()
            .take(most)
            .take_while(|c| c.is_digit(radix))
            .count();
        let value = u32::from_str_radix(rest.get(..count)?, radix).ok()?;
        Some((char::from_u32(value)?, skip + count))
    };
    match escaped {
        'b' => Some(('\u{8}', 2)),
        'f' => Some(('\u{c}', 2)),
        'n' => Some(('\n', 2)),
        'r' => Some(('\r', 2)),
        't' => Some(('\t', 2)),
        '0'..='7' => digits(1, 8, 3),
        'x' => digits(2, 16, 2),
        'u' => digits(2, 16, 4),
        'U' => digits(2, 16, 8),
        other => Some((other, 1 + other.len_utf8())),
    }
}
