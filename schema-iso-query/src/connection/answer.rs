//! An answer of the server that is read piece by piece.
//!
//! Until it is read to its end the connection can send nothing else. So the rest is read
//! when the answer is dropped; and if it never is, as with `mem::forget`, the host finds
//! the connection [reading](super::Identity::is_reading) and closes it.

use std::io::{BufRead, Read, Result};

use super::Identity;

/// Rows that are still to be read.
pub(crate) struct Rows<I: Iterator> {
    rows: I,
    identity: Identity,
}

impl<I: Iterator> Rows<I> {
    pub(crate) fn new(rows: I, identity: Identity) -> Self {
        identity.begin_reading();
        Self { rows, identity }
    }
}

impl<I: Iterator> Iterator for Rows<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        self.rows.next()
    }
}

impl<I: Iterator> Drop for Rows<I> {
    fn drop(&mut self) {
        self.rows.by_ref().for_each(drop);
        self.identity.end_reading();
    }
}

/// Bytes that are still to be read.
pub(crate) struct Bytes<R: BufRead> {
    bytes: R,
    identity: Identity,
}

impl<R: BufRead> Bytes<R> {
    pub(crate) fn new(bytes: R, identity: Identity) -> Self {
        identity.begin_reading();
        Self { bytes, identity }
    }
}

impl<R: BufRead> Read for Bytes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        self.bytes.read(buffer)
    }
}

impl<R: BufRead> BufRead for Bytes<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.bytes.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.bytes.consume(amount);
    }
}

impl<R: BufRead> Drop for Bytes<R> {
    fn drop(&mut self) {
        while let Ok(rest) = self.bytes.fill_buf() {
            let length = rest.len();
            if length == 0 {
                self.identity.end_reading();
                return;
            }
            self.bytes.consume(length);
        }
    }
}
