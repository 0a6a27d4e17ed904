//! Downloads pictures, over the transport of the client: the addresses are signed already.

use std::time::Duration;

use tencentcloud_image::runtime::bytes::Bytes;
use tencentcloud_image::runtime::http::header::CONTENT_TYPE;
use tencentcloud_image::runtime::http::{self, Request, StatusCode};
use tencentcloud_image::runtime::{Transport, TransportError};
use tencentcloud_image::{Body, Error};
use tokio::time::{error::Elapsed, timeout};

/// How large a picture may be: larger ones cannot be processed while they are uploaded.
const MAX_BYTES: usize = 32 << 20;

const TIMEOUT: Duration = Duration::from_secs(60);

/// A picture, as it was downloaded.
pub(crate) struct Picture {
    pub(crate) bytes: Bytes,
    pub(crate) content_type: String,
}

/// Why a picture cannot be downloaded. Addresses are not mentioned: whoever has one can read the picture.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    /// The address is not valid.
    #[error("the address of the picture is not valid")]
    Address(#[from] http::Error),
    /// There was no response.
    #[error("the picture cannot be downloaded: {0}")]
    Transport(#[from] TransportError),
    /// It took too long.
    #[error("the picture was not downloaded in time")]
    Timeout(#[from] Elapsed),
    /// The response is not a picture.
    #[error("the picture cannot be downloaded: HTTP {}", .0.as_u16())]
    Status(StatusCode),
    /// The picture broke off, or is too large.
    #[error("the picture is not complete: {0}")]
    Body(#[from] Error),
}

impl DownloadError {
    /// Returns whether a later attempt may succeed.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Address(_) => false,
            Self::Transport(_) | Self::Timeout(_) => true,
            Self::Status(status) => status.is_server_error() || *status == StatusCode::TOO_MANY_REQUESTS,
            Self::Body(error) => error.is_retryable(),
        }
    }
}

/// Downloads a picture.
pub(crate) async fn fetch(transport: &dyn Transport, address: &str) -> Result<Picture, DownloadError> {
    timeout(TIMEOUT, async {
        let response = transport.send(Request::get(address).body(Body::empty())?).await?;
        if response.status() != StatusCode::OK {
            return Err(DownloadError::Status(response.status()));
        }
        let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.unwrap_or("application/octet-stream").to_owned();
        let bytes = response.into_body().collect_up_to(MAX_BYTES).await?;
        Ok(Picture { bytes, content_type })
    })
    .await?
}
