//! Text of a bounded length that is stored inline and works in constants.

/// Up to `N` bytes of ASCII text.
///
/// The bytes behind the text are zero and the text holds no zero, so the derived
/// comparison orders by text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct InlineText<const N: usize> {
    bytes: [u8; N],
    length: u8,
}

impl<const N: usize> InlineText<N> {
    pub(super) const EMPTY: Self = {
        assert!(N <= u8::MAX as usize);
        Self {
            bytes: [0; N],
            length: 0,
        }
    };

    /// Appends a byte; returns `false` if it does not fit.
    pub(super) const fn push(&mut self, byte: u8) -> bool {
        debug_assert!(byte.is_ascii() && byte != 0);
        if self.length as usize == N {
            return false;
        }
        self.bytes[self.length as usize] = byte;
        self.length += 1;
        true
    }

    pub(super) const fn len(&self) -> usize {
        self.length as usize
    }

    pub(super) const fn last(&self) -> Option<u8> {
        match self.len() {
            0 => None,
            length => Some(self.bytes[length - 1]),
        }
    }

    /// Removes the last byte, if there is one.
    pub(super) const fn pop(&mut self) {
        if self.length > 0 {
            self.length -= 1;
            self.bytes[self.length as usize] = 0;
        }
    }

    pub(super) const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.length as usize);
        match str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => unreachable!(),
        }
    }

    pub(super) const fn same_as(&self, other: &Self) -> bool {
        if self.length != other.length {
            return false;
        }
        let mut at = 0;
        while at < self.length as usize {
            if self.bytes[at] != other.bytes[at] {
                return false;
            }
            at += 1;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::InlineText;

    #[test]
    fn holds_exactly_its_capacity() {
        let mut text = InlineText::<2>::EMPTY;
        assert!(text.push(b'a'));
        assert!(text.push(b'b'));
        assert!(!text.push(b'c'));
        assert_eq!(text.as_str(), "ab");
    }

    #[test]
    fn is_equal_again_after_a_pop() {
        let mut text = InlineText::<2>::EMPTY;
        text.push(b'a');
        text.pop();
        text.pop();
        assert!(text == InlineText::EMPTY);
        assert!(text.same_as(&InlineText::EMPTY));
        assert_eq!(text.last(), None);
    }
}
