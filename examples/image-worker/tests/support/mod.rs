//! Folders of orders, and the pictures that jobs make.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use image_worker::{Options, Order, State, Worker, WorkerError};
use tempfile::TempDir;
use tencentcloud_image::runtime::Transport;
use tencentcloud_image::runtime::http::{Request, Response};
use tencentcloud_image::runtime::transport::{Sending, TransportError, TransportErrorKind};
use tencentcloud_image::testing::Mock;
use tencentcloud_image::{Body, ByteStream, Client, aiart, ci};
use tokio_util::sync::CancellationToken;

pub const JOB: &str = "1250000000-1767225600-5d0f3a52-0";

/// Fills in the response to an upload. The client rejects a response without any known member.
pub fn stored(output: &mut ci::UploadImageOutput) {
    output.original_info = Some(ci::PicOriginalInfo::default());
}

/// A folder with orders, which go away with it.
pub struct OrderFolder(TempDir);

impl OrderFolder {
    /// Creates a folder with one order, `party`.
    pub fn with_order(state: State) -> Self {
        let orders = Self(tempfile::tempdir().unwrap());
        orders.put("party", &order(state));
        orders
    }

    pub fn put(&self, name: &str, order: &Order) {
        self.put_text(name, &serde_json::to_string(order).unwrap());
    }

    pub fn put_text(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(format!("{name}.json"))
    }

    pub fn has(&self, file: &str) -> bool {
        self.0.path().join(file).exists()
    }

    pub fn state(&self, name: &str) -> State {
        let text = fs::read(self.path(name)).unwrap();
        serde_json::from_slice::<Order>(&text).unwrap().state
    }

    pub fn worker(&self, client: Client, pictures: Pictures) -> Result<Worker, WorkerError> {
        Worker::new(client, pictures, self.options())
    }

    /// Processes every order once.
    pub async fn run_once(&self, mock: &Mock, pictures: Pictures) {
        let worker = self.worker(mock.client(), pictures).unwrap();
        worker.run(&CancellationToken::new()).await.unwrap();
    }

    fn options(&self) -> Options {
        Options {
            orders: self.0.path().to_owned(),
            bucket: "examplebucket-1250000000".to_owned(),
            bucket_region: "ap-chengdu".to_owned(),
            prefix: "pictures/".to_owned(),
            once: true,
            interval: Duration::from_secs(10),
            job_timeout: Duration::from_secs(600),
        }
    }
}

pub fn order(state: State) -> Order {
    Order {
        template: "https://example.com/poster.jpg".to_owned(),
        people: vec![vec!["https://example.com/ada.jpg".to_owned()], vec!["https://example.com/bob.jpg".to_owned()]],
        pictures: 2,
        state,
    }
}

pub fn submitted() -> State {
    State::Submitted { job: JOB.to_owned() }
}

pub fn reason(state: &State) -> &str {
    let State::Failed { reason } = state else { panic!("{state:?}") };
    reason
}

/// What a job answers that made these pictures.
pub fn done(addresses: &[&str]) -> impl FnOnce(&mut aiart::QueryGlamPicJobOutput) {
    let addresses: Vec<_> = addresses.iter().map(|&address| address.to_owned()).collect();
    |output| {
        output.job_status_code = Some(aiart::JobStatusCode::Done);
        output.result_image = addresses.into();
    }
}

/// Pictures by their address: a status and a media type. The bytes of a picture are its address.
#[derive(Clone, Default)]
pub struct Pictures(HashMap<String, (u16, &'static str)>);

impl Pictures {
    pub fn none() -> Self {
        Self::default()
    }

    pub fn with(mut self, address: &str, status: u16, content_type: &'static str) -> Self {
        self.0.insert(address.to_owned(), (status, content_type));
        self
    }
}

impl Transport for Pictures {
    fn send(&self, request: Request<Body>) -> Sending {
        let address = request.uri().to_string();
        let answer = self.0.get(&address).copied();
        Box::pin(async move {
            let unknown = || TransportError::new(TransportErrorKind::Connect, "no such host");
            let (status, content_type) = answer.ok_or_else(unknown)?;
            let response = Response::builder().status(status).header("content-type", content_type);
            Ok(response.body(ByteStream::from(address)).unwrap())
        })
    }
}
