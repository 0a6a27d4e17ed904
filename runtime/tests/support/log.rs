//! A subscriber that records all log output.

use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Records all log output of all crates.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<String>>, Arc<AtomicUsize>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Log {
    pub fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }

    /// Returns the number of spans that are entered.
    pub fn depth(&self) -> usize {
        self.1.load(Ordering::Relaxed)
    }

    fn line(&self, start: &str, fields: impl FnOnce(&mut Line<'_>)) {
        let mut log = self.0.lock().unwrap();
        log.push_str(start);
        fields(&mut Line(&mut log));
        log.push('\n');
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.line(&format!("{} span {}", span.metadata().target(), span.metadata().name()), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.line("record", |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.line(&format!("{} {}", event.metadata().target(), event.metadata().level()), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {
        self.1.fetch_add(1, Ordering::Relaxed);
    }

    fn exit(&self, _: &Id) {
        self.1.fetch_sub(1, Ordering::Relaxed);
    }
}
