//! Metrics through the `metrics` facade, with the feature `metrics`. Names follow OpenTelemetry's semantic conventions
//! for remote procedure calls, where they have one.

use metrics::{Gauge, Label, gauge, histogram};
use tokio::time::Instant;

use crate::Error;
use crate::answer::{Content, Received};
use crate::prepared::Prepared;

/// The measurements of a call. The call is in flight until this is dropped, so that cancelled calls are not counted on.
pub(crate) struct Meter {
    labels: Vec<Label>,
    started: Instant,
    active: Gauge,
}

impl Meter {
    pub(crate) fn start(call: &Prepared) -> Self {
        let label = |name, value: &str| Label::new(name, value.to_owned());
        let system = Label::from_static_parts("rpc.system", "tencentcloud");
        let labels = vec![system, label("rpc.service", call.service()), label("rpc.method", &call.meta.name)];
        let active = gauge!("tencentcloud.client.calls.active", labels.clone());
        active.increment(1.0);
        Self { labels, started: Instant::now(), active }
    }

    pub(crate) fn sending(&self, bytes: u64) {
        histogram!("rpc.client.request.size", self.labels.clone()).record(bytes as f64);
    }

    /// Records the size of an answer, also of a stream that announces it.
    pub(crate) fn received(&self, received: &Received) {
        let size = match &received.content {
            Content::Whole(bytes) => Some(bytes.len() as u64),
            Content::Stream(stream) => stream.content_length(),
        };
        if let Some(bytes) = size {
            histogram!("rpc.client.response.size", self.labels.clone()).record(bytes as f64);
        }
    }

    pub(crate) fn finished(&self, attempts: u32, error: Option<&Error>) {
        histogram!("tencentcloud.client.call.attempts", self.labels.clone()).record(f64::from(attempts));
        let mut labels = self.labels.clone();
        labels.extend(error.map(|error| Label::new("error.type", error.type_name().into_owned())));
        histogram!("rpc.client.call.duration", labels).record(self.started.elapsed().as_secs_f64());
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.active.decrement(1.0);
    }
}
