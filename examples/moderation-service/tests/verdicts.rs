//! Verdicts: lists, pages, and restarts.

mod support;

use axum::http::StatusCode;
use moderation_service::{Store, StoreError};
use serde_json::Value;
use support::{App, PNG};
use tencentcloud_image::ims;
use tencentcloud_image::testing::Mock;

/// Uploads five images, of which the second and the fourth are blocked, and returns the ids of their verdicts.
async fn with_five_verdicts(mock: &Mock) -> (App, Vec<Value>) {
    let pass = |output: &mut ims::ImageModerationOutput| output.suggestion = Some(ims::Suggestion::Pass);
    let block = |output: &mut ims::ImageModerationOutput| output.suggestion = Some(ims::Suggestion::Block);
    mock.on::<ims::ImageModeration>().answer(pass).then(block).then(pass).then(block).then(pass);
    let app = App::new(mock);
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(app.upload(PNG).await.body["id"].clone());
    }
    (app, ids)
}

fn ids(page: &Value) -> Vec<Value> {
    page["verdicts"].as_array().unwrap().iter().map(|verdict| verdict["id"].clone()).collect()
}

#[tokio::test]
async fn list_has_the_newest_first_and_continues_where_it_ended() {
    let mock = Mock::new();
    let (app, all) = with_five_verdicts(&mock).await;
    let first = app.get("/verdicts?limit=3").await.body;
    assert_eq!(ids(&first), [&all[4], &all[3], &all[2]].map(Clone::clone));
    let next = first["next"].as_str().unwrap();
    let second = app.get(&format!("/verdicts?limit=3&before={next}")).await.body;
    assert_eq!(ids(&second), [&all[1], &all[0]].map(Clone::clone));
    assert!(second.get("next").is_none());
}

#[tokio::test]
async fn list_can_be_restricted_to_a_decision() {
    let mock = Mock::new();
    let (app, all) = with_five_verdicts(&mock).await;
    let rejected = app.get("/verdicts?decision=rejected").await.body;
    assert_eq!(ids(&rejected), [&all[3], &all[1]].map(Clone::clone));
}

#[tokio::test]
async fn restarted_service_knows_its_verdicts() {
    let mock = Mock::new();
    let (app, all) = with_five_verdicts(&mock).await;
    let before = app.get("/verdicts").await.body;
    let unreachable = Mock::new();
    let app = app.restart(&unreachable);
    assert_eq!(app.get("/verdicts").await.body, before);
    assert_eq!(app.get(&format!("/verdicts/{}", all[1].as_str().unwrap())).await.body["decision"], "rejected");
    assert_eq!(unreachable.requests(), 0);
}

#[tokio::test]
async fn invalid_requests_are_refused() {
    let mock = Mock::new();
    let app = App::new(&mock);
    for path in
        ["/verdicts?limit=0", "/verdicts?limit=101", "/verdicts?limit=x", "/verdicts?decision=no", "/verdicts?a=b"]
    {
        assert_eq!(app.get(path).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
    for path in ["/verdicts/x", "/verdicts/01938a3e-0000-7000-8000-000000000000", "/verdict"] {
        let response = app.get(path).await;
        assert_eq!((response.status, &response.body["error"]), (StatusCode::NOT_FOUND, &"not found".into()), "{path}");
    }
}

#[test]
fn database_of_a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("verdicts.sqlite3");
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 7).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::TooNew(7))));
}
