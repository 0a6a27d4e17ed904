//! Metrics of calls.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use metrics::{Counter, Gauge, GaugeFn, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use tencentcloud_runtime::Client;
use tencentcloud_runtime::transport::TransportErrorKind;

use crate::support::{Fake, Moderate, response};

/// Keeps every value under the metric's name and labels.
#[derive(Clone, Default)]
struct Values(Arc<Mutex<BTreeMap<String, Vec<f64>>>>);

struct Series(Values, String);

impl Values {
    fn series(&self, key: &Key) -> Arc<Series> {
        let labels = key.labels().map(|label| format!(",{}={}", label.key(), label.value()));
        Arc::new(Series(self.clone(), format!("{}{}", key.name(), labels.collect::<String>())))
    }

    fn of(&self, name: &str) -> Vec<f64> {
        let name = format!("{name},rpc.system=tencentcloud,rpc.service=ims,rpc.method=ImageModeration");
        self.0.lock().unwrap().get(&name).cloned().unwrap_or_default()
    }
}

impl Series {
    fn push(&self, value: f64) {
        self.0.0.lock().unwrap().entry(self.1.clone()).or_default().push(value);
    }
}

impl HistogramFn for Series {
    fn record(&self, value: f64) {
        self.push(value);
    }
}

impl GaugeFn for Series {
    fn increment(&self, value: f64) {
        self.push(value);
    }

    fn decrement(&self, value: f64) {
        self.push(-value);
    }

    fn set(&self, value: f64) {
        self.push(value);
    }
}

impl Recorder for Values {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        Counter::noop()
    }

    fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::from_arc(self.series(key))
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(self.series(key))
    }
}

const BODY: &str = r#"{"Response":{"RequestId":"r"}}"#;

fn moderate() -> Moderate {
    Moderate { file_url: Some("https://example.com/cat.png".to_owned()), ..Moderate::default() }
}

fn client(fake: &Fake) -> Client {
    Client::builder().credentials(Fake::credentials()).transport(fake.clone()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_call_counts_its_duration_attempts_and_bytes() {
    let values = Values::default();
    let _guard = metrics::set_default_local_recorder(&values);
    let fake = Fake::failing(TransportErrorKind::Connect).then(response(200, &[], BODY));
    moderate().send(&client(&fake)).await.unwrap();
    let sent = fake.requests()[0].text().len() as f64;
    assert_eq!(values.of("rpc.client.request.size"), [sent, sent]);
    assert_eq!(values.of("rpc.client.response.size"), [BODY.len() as f64]);
    assert_eq!(values.of("tencentcloud.client.call.attempts"), [2.0]);
    assert_eq!(values.of("rpc.client.call.duration").len(), 1);
    assert_eq!(values.of("tencentcloud.client.calls.active"), [1.0, -1.0]);
}

#[tokio::test]
async fn a_failed_call_has_the_type_of_its_error() {
    let values = Values::default();
    let _guard = metrics::set_default_local_recorder(&values);
    let body = r#"{"Response":{"Error":{"Code":"InvalidParameter.X","Message":"secret"},"RequestId":"r"}}"#;
    moderate().send(&client(&Fake::responding(200, &[], body))).await.unwrap_err();
    let names: Vec<_> = values.0.lock().unwrap().keys().filter(|name| name.contains("duration")).cloned().collect();
    assert_eq!(names.len(), 1);
    assert!(names[0].ends_with(",error.type=InvalidParameter.X"), "{names:?}");
    assert_eq!(values.of("tencentcloud.client.call.attempts"), [1.0]);
    assert_eq!(values.of("tencentcloud.client.calls.active"), [1.0, -1.0]);
}

#[tokio::test]
async fn a_cancelled_call_is_no_longer_in_flight() {
    let values = Values::default();
    let _guard = metrics::set_default_local_recorder(&values);
    let mut call = Box::pin(moderate().send(&client(&Fake::default())));
    tokio::select! {
        biased;
        _ = &mut call => panic!("there is no answer"),
        () = std::future::ready(()) => {}
    }
    assert_eq!(values.of("tencentcloud.client.calls.active"), [1.0]);
    drop(call);
    assert_eq!(values.of("tencentcloud.client.calls.active"), [1.0, -1.0]);
    assert!(values.of("rpc.client.call.duration").is_empty());
}
