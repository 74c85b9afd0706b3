//! An answer of the server that is read piece by piece.
//!
//! Until it is read to its end the connection can send nothing else. So the host reads the
//! rest before the next statement on the connection; and it closes a connection that goes
//! back while it is [still read](super::Identity::is_reading). Here nothing is done when an
//! answer is dropped: that would be missing after `mem::forget`.

use std::io::{BufRead, Read, Result};

use super::Identity;

/// Rows that are still to be read.
pub(crate) struct Rows<I: Iterator> {
    rows: I,
    identity: Identity,
    /// Diesel's iterator panics if it is asked again.
    at_end: bool,
}

impl<I: Iterator> Rows<I> {
    pub(crate) fn new(rows: I, identity: Identity) -> Self {
        identity.begin_reading();
        Self {
            rows,
            identity,
            at_end: false,
        }
    }
}

impl<I: Iterator> Iterator for Rows<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        if self.at_end {
            return None;
        }
        let row = self.rows.next();
        if row.is_none() {
            self.at_end = true;
            self.identity.end_reading();
        }
        row
    }
}

/// Bytes that are still to be read.
pub(crate) struct Bytes<R: BufRead> {
    bytes: R,
    identity: Identity,
    /// libpq refuses to be asked again.
    at_end: bool,
}

impl<R: BufRead> Bytes<R> {
    pub(crate) fn new(bytes: R, identity: Identity) -> Self {
        identity.begin_reading();
        Self {
            bytes,
            identity,
            at_end: false,
        }
    }
}

impl<R: BufRead> Read for Bytes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Bytes<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.at_end {
            return Ok(&[]);
        }
        let bytes = self.bytes.fill_buf()?;
        if bytes.is_empty() {
            self.at_end = true;
            self.identity.end_reading();
        }
        Ok(bytes)
    }

    fn consume(&mut self, amount: usize) {
        self.bytes.consume(amount);
    }
}
