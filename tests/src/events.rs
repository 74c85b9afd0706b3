//! What is logged, as text.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps the fields of spans and events up to a level, each of them on a line.
#[derive(Clone, Debug)]
pub struct Said {
    most: LevelFilter,
    text: Arc<Mutex<String>>,
}

impl Said {
    fn up_to(most: LevelFilter) -> Self {
        let text = Arc::default();
        Self { most, text }
    }

    /// Keeps everything that any thread says from now on; once in a process.
    pub fn everything() -> Self {
        let said = Self::up_to(LevelFilter::TRACE);
        tracing::subscriber::set_global_default(said.clone()).unwrap();
        said
    }

    /// Runs something, and returns what this thread logged meanwhile of level WARN and ERROR.
    pub fn warnings_of<T>(work: impl FnOnce() -> T) -> (T, String) {
        let said = Self::up_to(LevelFilter::WARN);
        let done = tracing::subscriber::with_default(said.clone(), work);
        (done, said.text())
    }

    /// What was said so far.
    pub fn text(&self) -> String {
        self.text.lock().unwrap().clone()
    }

    fn keep(&self, record: impl FnOnce(&mut Line<'_>)) {
        let mut text = self.text.lock().unwrap();
        record(&mut Line(&mut text));
        text.push('\n');
    }
}

struct Line<'t>(&'t mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, "{field}={value:?} ").unwrap();
    }
}

impl Subscriber for Said {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= self.most
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.keep(|line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.keep(|line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.keep(|line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
