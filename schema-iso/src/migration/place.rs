//! From a byte to a line and a column.

use std::ops::Range;

/// The byte-order mark that some editors put before the text.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// The lines of a text.
#[derive(Debug)]
pub(super) struct Lines<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let first = if source.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len_utf8()
        } else {
            0
        };
        let mut starts = vec![first];
        starts.extend(source.match_indices('\n').map(|(at, _)| at + 1));
        Self { source, starts }
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub(super) fn place(&self, offset: usize) -> (usize, usize) {
        let offset = self.floor(offset).max(self.starts[0]);
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let column = self.source[self.starts[line - 1]..offset].chars().count() + 1;
        (line, column)
    }

    /// The text of a line, without its end.
    pub(super) fn text(&self, line: usize) -> &'s str {
        let start = self.starts[line - 1];
        let end = self
            .starts
            .get(line)
            .map_or(self.source.len(), |next| next - 1);
        self.source[start..end].trim_end_matches('\r')
    }

    /// The span, cut back to the text and to whole characters.
    pub(super) fn clamp(&self, span: Range<usize>) -> Range<usize> {
        let start = self.floor(span.start);
        start..self.floor(span.end).max(start)
    }

    fn floor(&self, offset: usize) -> usize {
        self.source.floor_char_boundary(offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one() {
        let lines = Lines::new("ab\r\nçd\n");
        assert_eq!(lines.place(0), (1, 1));
        assert_eq!(lines.place(4), (2, 1));
        assert_eq!(lines.place(6), (2, 2));
        assert_eq!(lines.place(99), (3, 1));
        assert_eq!(lines.text(1), "ab");
        assert_eq!(lines.text(3), "");
    }

    #[test]
    fn a_byte_order_mark_shifts_nothing() {
        let lines = Lines::new("\u{feff}ab");
        assert_eq!(lines.place(0), (1, 1));
        assert_eq!(lines.place(3), (1, 1));
        assert_eq!(lines.place(4), (1, 2));
        assert_eq!(lines.text(1), "ab");
    }
}
