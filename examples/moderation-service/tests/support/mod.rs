//! A service with a mock cloud and a database of its own.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use moderation_service::{Moderator, Service, Store};
use serde_json::Value;
use tempfile::TempDir;
use tencentcloud_image::Client;
use tencentcloud_image::testing::Mock;
use tower::ServiceExt;

/// The beginning of a PNG file.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n........";

/// A service under test. The database goes away with it.
pub struct App {
    pub service: Service,
    folder: TempDir,
}

/// What the service answered.
#[derive(Debug)]
pub struct TestResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

impl App {
    /// Starts a service whose cloud is `mock`.
    pub fn new(mock: &Mock) -> Self {
        Self::with_client(mock.client())
    }

    /// Starts a service that calls the cloud with `client`.
    pub fn with_client(client: Client) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { service: service(client, database(&folder)), folder }
    }

    /// Replaces the service with a new one on the same database, as a restart does.
    pub fn restart(self, mock: &Mock) -> Self {
        drop(self.service);
        Self { service: service(mock.client(), database(&self.folder)), folder: self.folder }
    }

    pub fn database(&self) -> PathBuf {
        database(&self.folder)
    }

    pub async fn upload(&self, image: impl Into<Body>) -> TestResponse {
        self.send(Request::post("/images").body(image.into()).unwrap()).await
    }

    pub async fn get(&self, path: &str) -> TestResponse {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> TestResponse {
        let router: Router = self.service.router();
        let (head, body) = router.oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = serde_json::from_slice(&bytes).unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into());
        TestResponse { status: head.status, headers: head.headers, body }
    }
}

impl TestResponse {
    pub fn retry_after(&self) -> Option<&str> {
        self.headers.get(header::RETRY_AFTER).map(|value| value.to_str().unwrap())
    }
}

fn database(folder: &TempDir) -> PathBuf {
    folder.path().join("verdicts.sqlite3")
}

fn service(client: Client, database: PathBuf) -> Service {
    Service::new(Moderator::new(client, Some("uploads".to_owned())), Store::open(&database).unwrap())
}
