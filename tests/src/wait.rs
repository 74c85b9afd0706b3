//! Waiting for what other threads and processes do.

use std::thread;
use std::time::{Duration, Instant};

/// Waits for a condition, and panics if it never comes true.
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < deadline, "gave up waiting until {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
