//! `Message`: the text of an error that a constant reports.

/// A text that is built in a constant.
pub(super) struct Message {
    bytes: [u8; 1024],
    length: usize,
}

impl Message {
    pub(super) const fn of(parts: &[&str]) -> Self {
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

    pub(super) const fn as_str(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.length);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}
