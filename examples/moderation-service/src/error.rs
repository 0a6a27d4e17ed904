//! Errors as HTTP responses: what callers can act on is in the body, the rest is in the log.

use axum::Json;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tokio::task::JoinError;

use crate::{ModerationError, StoreError};

/// Why a request failed. The message is for the caller.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApiError {
    #[error("not found")]
    NotFound,
    #[error("the body is not a PNG, JPEG, GIF, BMP or WEBP image")]
    NotAnImage,
    #[error("`limit` must be 1 to {max}")]
    Limit { max: u32 },
    #[error("{}", .0.body_text())]
    Query(#[from] QueryRejection),
    #[error("{}", .0.body_text())]
    Body(#[from] BytesRejection),
    #[error(transparent)]
    Moderation(#[from] ModerationError),
    #[error("the verdict store failed")]
    Store(#[from] StoreError),
    #[error("the request was not finished")]
    Task(#[from] JoinError),
}

#[derive(Serialize)]
struct Body {
    error: String,
}

impl ApiError {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::NotAnImage => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Limit { .. } => StatusCode::BAD_REQUEST,
            Self::Query(rejection) => rejection.status(),
            Self::Body(rejection) => rejection.status(),
            Self::Moderation(ModerationError::BadImage(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Moderation(ModerationError::Busy(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Moderation(_) => StatusCode::BAD_GATEWAY,
            Self::Store(_) | Self::Task(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Writes to the log what the response leaves out. The client's errors never contain secrets.
    fn log(&self) {
        let error: &dyn std::error::Error = match self {
            Self::Moderation(error) => error,
            Self::Store(error) => error,
            Self::Task(error) => error,
            _ => return,
        };
        match self {
            Self::Moderation(ModerationError::BadImage(_) | ModerationError::Busy(_)) => {
                tracing::warn!(error, source = error.source(), "the image was not moderated");
            }
            _ => tracing::error!(error, source = error.source(), "the request failed"),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        self.log();
        let mut response = (self.status(), Json(Body { error: self.to_string() })).into_response();
        if let Self::Moderation(error) = &self
            && let Some(delay) = error.retry_after()
        {
            // The header counts whole seconds, and zero would invite the next attempt at once.
            let seconds = delay.as_secs_f64().ceil().max(1.0) as u64;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
