//! Texts in constants: how they are compared, and how the text of an error is put together.

/// A text that is built in a constant.
pub(crate) struct Message {
    bytes: [u8; 1024],
    length: usize,
}

impl Message {
    pub(crate) const fn of(parts: &[&str]) -> Self {
        let mut message = Self {
            bytes: [0; 1024],
            length: 0,
        };
        let mut part = 0;
        while part < parts.len() {
            let bytes = parts[part].as_bytes();
            // A part that does not fit is left out as a whole, so the text stays UTF-8.
            if message.length + bytes.len() <= message.bytes.len() {
                let mut at = 0;
                while at < bytes.len() {
                    message.bytes[message.length] = bytes[at];
                    message.length += 1;
                    at += 1;
                }
            }
            part += 1;
        }
        message
    }

    pub(crate) const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.length);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

/// `==` for constants.
pub(crate) const fn same_text(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}
