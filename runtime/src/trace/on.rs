//! Spans and events, with the feature `tracing`. Their fields follow OpenTelemetry's semantic conventions for remote
//! procedure calls.

use std::time::Duration;

use http::header::HOST;
use http::response::Parts;
use http::uri::Authority;
use tracing::field::{Empty, display};
use tracing::instrument::{Instrument, Instrumented};
use tracing::{Span, debug, info, info_span, warn};

use crate::prepared::Prepared;
use crate::redact::on_one_line;
use crate::response_headers::request_id;
use crate::{Body, Error};

/// The span of a call.
#[derive(Clone)]
pub(crate) struct Trace(Span);

impl Trace {
    pub(crate) fn of(call: &Prepared) -> Self {
        Self(info_span!(
            target: "tencentcloud_runtime",
            "call",
            otel.name = format!("{}.{}", call.service(), call.meta.name),
            otel.kind = "client",
            otel.status_code = Empty,
            rpc.system = "tencentcloud",
            rpc.service = call.service(),
            rpc.method = &*call.meta.name,
            cloud.region = call.region,
            tencentcloud.bucket = call.bucket,
            server.address = Empty,
            server.port = Empty,
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            tencentcloud.request_id = Empty,
            error.type = Empty,
        ))
    }

    /// Runs `work` in the span of the call.
    pub(crate) fn around<F: Future>(&self, work: F) -> Instrumented<F> {
        work.instrument(self.0.clone())
    }

    /// Runs `work` in the span of the call.
    pub(crate) fn enter(&self, work: impl FnOnce()) {
        self.0.in_scope(work);
    }

    /// Records the address of an attempt, and that it is not the first.
    pub(crate) fn sending(&self, attempt: u32, request: &http::Request<Body>) {
        if self.0.is_disabled() {
            return;
        }
        if attempt > 1 {
            self.0.record("http.request.resend_count", attempt - 1);
        }
        let host = request.headers().get(HOST).and_then(|host| Authority::try_from(host.as_bytes()).ok());
        if let Some(host) = host {
            self.0.record("server.address", host.host());
            if let Some(port) = host.port_u16() {
                self.0.record("server.port", port);
            }
        }
    }

    pub(crate) fn received(&self, head: &Parts) {
        self.record(Some(head.status.as_u16()), request_id(&head.headers));
    }

    /// Records a failed attempt.
    pub(crate) fn failed(&self, error: &Error) {
        self.record(error.status(), error.request_id());
        debug!(target: "tencentcloud_runtime", parent: &self.0, { error.type = &*error.type_name() }, "attempt failed");
    }

    /// Records that another attempt follows after `delay`.
    pub(crate) fn retrying(&self, attempts: u32, error: &Error, delay: Duration) {
        info!(
            target: "tencentcloud_runtime",
            parent: &self.0,
            { attempts, error.type = &*error.type_name(), ?delay },
            "sending again"
        );
    }

    /// Records that attempts go to the backup endpoint instead of this host from now on.
    pub(crate) fn failing_over(&self, host: &str) {
        warn!(target: "tencentcloud_runtime", parent: &self.0, { server.address = host }, "failing over");
    }

    /// Records the success. The request id of an API 3.0 action is known only now.
    pub(crate) fn succeeded(&self, request_id: &str) {
        self.record(None, Some(request_id).filter(|id| !id.is_empty()));
    }

    /// Records that the call failed.
    pub(crate) fn gave_up(&self, error: &Error) {
        if !self.0.is_disabled() {
            self.0.record("otel.status_code", "ERROR");
            self.0.record("error.type", &*error.type_name());
        }
    }

    fn record(&self, status: Option<u16>, request_id: Option<&str>) {
        if let Some(status) = status {
            self.0.record("http.response.status_code", status);
        }
        if let Some(id) = request_id {
            self.0.record("tencentcloud.request_id", display(on_one_line(id)));
        }
    }
}
