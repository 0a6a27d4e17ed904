//! Sends recorded requests with the generated client and its default transport, so that the conformance check can compare
//! them with the requests of the official SDKs. Requests and answers are lines of JSON; the first line has the settings.

mod recorded_request;

use std::io::{BufRead, Write, stdin, stdout};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use serde::Deserialize;
use serde_json::{Value, json};
use tencentcloud_image::runtime::RetryPolicy;
use tencentcloud_image::{Bucket, Client, Credentials, Error};

use crate::recorded_request::RecordedRequest;

#[derive(Deserialize)]
struct Settings {
    proxy: String,
    id: String,
    key: String,
    token: Option<String>,
    region: String,
    bucket: String,
    bucket_region: String,
}

/// The client, and the time that its clock returns.
struct Driver {
    bucket: Bucket,
    client: Client,
    now: Arc<AtomicI64>,
}

impl Driver {
    fn new(settings: Settings) -> Result<Self, Error> {
        let key = Credentials::new(settings.id, settings.key);
        let key = settings.token.into_iter().fold(key, |key, token| key.with_token(token));
        let now = Arc::new(AtomicI64::new(0));
        let clock = Arc::clone(&now);
        let client = Client::builder()
            .credentials(key)
            .region(settings.region)
            .connect_to(format!("http://{}", settings.proxy))
            .retry(RetryPolicy::never())
            .clock(move || clock.load(Ordering::Relaxed))
            .build()?;
        let bucket = client.bucket(settings.bucket, settings.bucket_region);
        Ok(Self { bucket, client, now })
    }

    async fn call(&self, request: &RecordedRequest) -> Value {
        let entries = tencentcloud_image::registry::entries();
        let Some(entry) = entries.iter().find(|entry| request.is_for(entry)) else {
            return json!({ "failed": "the generated crate has no such operation: run `cargo xtask regenerate`" });
        };
        self.now.store(request.now, Ordering::Relaxed);
        match request.send(entry, &self.client, &self.bucket).await {
            Ok(()) => json!({ "through": "send", "answer": {} }),
            Err(error) => match error.code() {
                Some(code) => json!({ "through": "send", "error": { "code": code.as_str() } }),
                None => json!({ "failed": error.to_string() }),
            },
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut lines = stdin().lock().lines();
    let Some(settings) = lines.next() else { return Ok(()) };
    let driver = Driver::new(serde_json::from_str(&settings?)?)?;
    write_answer(&json!({ "sdk": "tencentcloud-image", "version": "in this tree" }))?;
    for line in lines {
        let request = serde_json::from_str(&line?)?;
        write_answer(&runtime.block_on(driver.call(&request)))?;
    }
    Ok(())
}

fn write_answer(value: &Value) -> std::io::Result<()> {
    let mut out = stdout().lock();
    writeln!(out, "{value}")?;
    out.flush()
}
