//! The endpoints.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, PathRejection, QueryRejection};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use tokio_util::task::TaskTracker;
use tower_http::trace::TraceLayer;
use uuid::Uuid;

use crate::error::ApiError;
use crate::image::is_supported;
use crate::{Decision, Filter, Moderator, Store, Verdict};

/// How large an image may be: the cloud accepts 10 MB in Base64, which is a third larger than the image.
pub const MAX_IMAGE_BYTES: usize = 7_500_000;

/// How many verdicts a list has at most, and unless the request has a `limit`.
const MAX_LIMIT: u32 = 100;

/// The service: its endpoints, and the moderations in progress.
#[derive(Clone, Debug)]
pub struct Service {
    moderator: Arc<Moderator>,
    store: Store,
    tasks: TaskTracker,
}

impl Service {
    /// Creates a service that asks `moderator` and keeps verdicts in `store`.
    pub fn new(moderator: Moderator, store: Store) -> Self {
        Self { moderator: Arc::new(moderator), store, tasks: TaskTracker::new() }
    }

    /// Returns the endpoints.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/images", post(upload))
            .route("/verdicts", get(list))
            .route("/verdicts/{id}", get(find))
            .route("/health", get(health))
            .fallback(async || ApiError::NotFound)
            .layer(DefaultBodyLimit::max(MAX_IMAGE_BYTES))
            .layer(TraceLayer::new_for_http())
            .with_state(self.clone())
    }

    /// Waits until every moderation has its verdict in the store.
    pub async fn finish(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    async fn moderate(&self, image: Bytes) -> Result<Verdict, ApiError> {
        let verdict = self.moderator.moderate(image.into()).await?;
        self.store.insert(verdict.clone()).await?;
        tracing::info!(id = %verdict.id, decision = verdict.decision.as_str(), "moderated");
        Ok(verdict)
    }
}

/// `POST /images`: moderates the image in the body.
async fn upload(
    State(service): State<Service>,
    image: Result<Bytes, BytesRejection>,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<Verdict>), ApiError> {
    let image = image?;
    if !is_supported(&image) {
        return Err(ApiError::NotAnImage);
    }
    // A task of its own: the call is charged, so its verdict is kept even if the caller disconnects.
    let tasks = service.tasks.clone();
    let verdict = tasks.spawn(async move { service.moderate(image).await }).await??;
    let location = format!("/verdicts/{}", verdict.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(verdict)))
}

/// `GET /verdicts/{id}`: the verdict with this id.
async fn find(
    State(service): State<Service>,
    id: Result<Path<Uuid>, PathRejection>,
) -> Result<Json<Verdict>, ApiError> {
    // An id that is not a UUID is an id that does not exist.
    let Path(id) = id.map_err(|_| ApiError::NotFound)?;
    service.store.find(id).await?.map(Json).ok_or(ApiError::NotFound)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    decision: Option<Decision>,
    before: Option<Uuid>,
    limit: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Page {
    verdicts: Vec<Verdict>,
    /// The `before` of the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Uuid>,
}

/// `GET /verdicts?decision=&before=&limit=`: the newest verdicts first.
async fn list(
    State(service): State<Service>,
    query: Result<Query<ListQuery>, QueryRejection>,
) -> Result<Json<Page>, ApiError> {
    let Query(ListQuery { decision, before, limit }) = query?;
    let limit = limit.unwrap_or(MAX_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(ApiError::Limit { max: MAX_LIMIT });
    }
    // One more than asked for shows whether there is another page.
    let mut verdicts = service.store.list(Filter { decision, before, limit: limit + 1 }).await?;
    let has_more = verdicts.len() > limit as usize;
    verdicts.truncate(limit as usize);
    let next = verdicts.last().filter(|_| has_more).map(|verdict| verdict.id);
    Ok(Json(Page { verdicts, next }))
}

/// `GET /health`: whether the service can keep verdicts. The cloud is not asked, because every call is charged.
async fn health(State(service): State<Service>) -> Result<&'static str, ApiError> {
    service.store.ping().await?;
    Ok("ok")
}
