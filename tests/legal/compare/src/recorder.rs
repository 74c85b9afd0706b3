//! Every statement that Diesel sends, as text.
//!
//! Diesel tells its instrumentation each statement before it goes to the server, with
//! the text of `debug_query`. Setting it for all connections of the process is a
//! host's right; a plugin's connection is then heard as well as any other.

use core::fmt::Write as _;
use std::cell::RefCell;

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use diesel::result::QueryResult;

thread_local! {
    static HEARD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

struct Recorder;

impl Instrumentation for Recorder {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let mut text = String::new();
            if write!(text, "{query}").is_err() {
                text.push_str(" -- cannot be written");
            }
            HEARD.with_borrow_mut(|heard| heard.push(text));
        }
    }
}

/// Hears every connection that is opened from now on.
///
/// # Errors
///
/// What Diesel says to a process that cannot be instrumented.
pub fn install() -> QueryResult<()> {
    set_default_instrumentation(|| Some(Box::new(Recorder)))
}

/// The statements that this thread has sent since the last call.
#[must_use]
pub fn take() -> Vec<String> {
    HEARD.take()
}
