//! Answers of the services, as typed members or as errors.

use tencentcloud_image::ci::{JobState, ModerationLabel, PicOperations, PicRule, Verdict};
use tencentcloud_image::ims::Suggestion;
use tencentcloud_image::{Client, ErrorCode, ErrorKind, ci, ims};

use super::{bucket, client, only_request, permanent, server};

#[tokio::test]
async fn a_json_answer_becomes_typed_members() {
    let server = server().await;
    let verdict = ims::ImageModeration::new().file_url("https://example.com/cat.png").send(&client(&server)).await;
    let verdict = verdict.expect("an answer");
    assert_eq!(verdict.suggestion, Some(Suggestion::Review));
    assert_eq!((verdict.label.as_deref(), verdict.score), (Some("Terror"), Some(93)));
    assert_eq!(verdict.label_results.len(), 2);
    assert_eq!(verdict.label_results[0].details[0].name.as_deref(), Some("Knife"));
    assert_eq!(verdict.object_results[0].details[0].location.as_ref().and_then(|at| at.height), Some(119.25));
    assert_eq!(verdict.request_id(), server.requests()[0].request_id);
    assert!(verdict.unexpected().is_empty(), "{:?}", verdict.unexpected());
    assert_eq!(only_request(&server), ("ims.tencentcloudapi.com".to_owned(), Some("ImageModeration".to_owned()), 200));
}

#[tokio::test]
async fn a_json_error_comes_with_status_200() {
    let server = server().await;
    let gone = ims::ImageModeration::new().file_url("https://www.example.com/gone.png");
    let error = gone.send(&client(&server)).await.expect_err("an error");
    assert_eq!(error.code().map(ErrorCode::as_str), Some("ResourceUnavailable.ImageDownloadError"));
    assert_eq!(error.message(), "The image could not be downloaded.");
    assert_eq!((error.kind(), error.status()), (ErrorKind::Service, Some(200)));
    assert_eq!(error.request_id(), Some(server.requests()[0].request_id.as_str()));
    assert_eq!(error.operation(), Some("ImageModeration"));
}

#[tokio::test]
async fn an_xml_answer_becomes_typed_members() {
    let server = server().await;
    let answer = ci::QueryImageModerationJob::new("si8263213daf3711eca0d1525400d88xxx").send(&bucket(&server)).await;
    let answer = answer.expect("an answer");
    let job = answer.jobs_detail.as_ref().expect("a job");
    assert_eq!((&job.state, &job.label), (&Some(JobState::Success), &Some(ModerationLabel::Terrorism)));
    assert_eq!((&job.result, job.score), (&Some(Verdict::Suspicious), Some(76)));
    assert_eq!(job.creation_time.as_ref().and_then(|time| time.unix_seconds()), Some(1_709_255_700));
    let scene = job.terrorism_info.as_ref().expect("a scene");
    assert_eq!(scene.object_results[0].location.as_ref().and_then(|at| at.rotate), Some(12.75));
    assert_eq!(answer.request_id(), server.requests()[0].request_id);
    assert!(answer.unexpected().is_empty(), "{:?}", answer.unexpected());
    assert_eq!(only_request(&server).0, "examplebucket-1250000000.ci.ap-chengdu.myqcloud.com");
}

#[tokio::test]
async fn an_xml_error_comes_with_its_status() {
    let server = server().await;
    let missing = ci::QueryImageModerationJob::new("si0000000000000000000000000000000");
    let error = missing.send(&bucket(&server)).await.expect_err("an error");
    assert_eq!((error.code().map(ErrorCode::as_str), error.status()), (Some("AuditingJobNotFound"), Some(404)));
    assert_eq!(error.request_id(), Some(server.requests()[0].request_id.as_str()));
}

#[tokio::test]
async fn the_mock_answers_with_a_chosen_example() {
    let server = server().await;
    server.answer_with("QueryImageModerationJob", "a job that failed").expect("an example");
    let answer = ci::QueryImageModerationJob::new("any").send(&bucket(&server)).await.expect("an answer");
    assert_eq!(answer.jobs_detail.as_ref().and_then(|job| job.state.clone()), Some(JobState::Failed));

    server.answer_with("ProcessImage", "an object that does not exist").expect("an example");
    let process = ci::ProcessImage::new("a.jpg").pic_operations(PicOperations::new());
    let error = process.send(&bucket(&server)).await.expect_err("an error");
    assert_eq!((error.code().map(ErrorCode::as_str), error.status()), (Some("NoSuchKey"), Some(404)));
}

#[tokio::test]
async fn a_post_without_a_body_is_accepted() {
    let server = server().await;
    let answer = ci::CreatePicProcessBucket::new().send(&bucket(&server)).await.expect("an answer");
    let bucket = answer.pic_bucket.as_ref().expect("a bucket");
    assert_eq!(bucket.region.as_deref(), Some("ap-chongqing"));
    assert_eq!(bucket.create_time.as_ref().and_then(|time| time.unix_seconds()), Some(1_660_033_391));
    assert_eq!(answer.request_id.as_deref(), Some(answer.request_id()));
}

fn rules() -> PicOperations {
    let enhanced = PicRule::new().file_id("exampleobject").rule(ci::AIEnhanceImage::rule().denoise(3));
    PicOperations::new().is_pic_info(true).rules([enhanced])
}

#[tokio::test]
async fn an_upload_has_bytes_and_rules() {
    let server = server().await;
    let upload = ci::UploadImage::new("a b/猫.jpg", b"bytes of an image").content_type("image/jpeg");
    let answer = upload.pic_operations(rules()).send(&bucket(&server)).await.expect("an answer");
    let stored = &answer.process_results.as_ref().expect("results").object;
    assert_eq!((stored.len(), stored[0].format.as_deref()), (1, Some("png")));
    let original = answer.original_info.as_ref().and_then(|info| info.image_info.as_ref());
    assert_eq!(original.and_then(|image| image.width), Some(1600));
    assert_eq!(server.requests()[0].path, "/a%20b/%E7%8C%AB.jpg");
    assert_eq!(only_request(&server).1.as_deref(), Some("UploadImage"));
}

#[tokio::test]
async fn an_object_is_processed() {
    let server = server().await;
    let process = ci::ProcessImage::new("albums/lake.jpg").pic_operations(rules());
    let answer = process.send(&bucket(&server)).await.expect("an answer");
    let stored = &answer.process_results.as_ref().expect("results").object;
    let keys: Vec<_> = stored.iter().filter_map(|object| object.key.as_deref()).collect();
    assert_eq!(keys, ["previews/lake.webp", "albums/lake-grey.jpg"]);
    assert_eq!(only_request(&server).1.as_deref(), Some("ProcessImage"));
}

#[tokio::test]
async fn calls_run_concurrently() {
    let server = server().await;
    let (client, bucket) = (client(&server), bucket(&server));
    let calls: Vec<_> = (0..10)
        .map(|number| {
            let (client, bucket) = (client.clone(), bucket.clone());
            tokio::spawn(async move {
                let url = format!("https://example.com/{number}.png");
                let moderated = ims::ImageModeration::new().file_url(url).send(&client).await?;
                let queried = ci::QueryImageModerationJob::new(format!("job{number}")).send(&bucket).await?;
                Ok::<_, tencentcloud_image::Error>([moderated.request_id().len(), queried.request_id().len()])
            })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.expect("no panic").expect("answers"), [36, 36]);
    }
    let mut ids: Vec<_> = server.requests().into_iter().map(|request| request.request_id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 20);
    server.stop().await;
}

#[tokio::test]
async fn variables_point_a_client_at_the_server() {
    let (server, key) = (server().await, permanent());
    let address = format!("http://{}", server.addr());
    let variables = move |name: &str| match name {
        "TENCENTCLOUD_SECRET_ID" => Some(key.secret_id().to_owned()),
        "TENCENTCLOUD_SECRET_KEY" => Some(key.secret_key().to_owned()),
        "TENCENTCLOUD_ENDPOINT" => Some(address.clone()),
        _ => None,
    };
    let client = Client::builder().environment(variables).build().expect("a client");
    ims::ImageModeration::new().file_url("https://example.com/cat.png").send(&client).await.expect("a response");
    assert_eq!(only_request(&server).1.as_deref(), Some("ImageModeration"));
}

#[tokio::test]
async fn images_of_the_documented_size_are_accepted() {
    let server = server().await;
    let image = vec![b'x'; 32 << 20];
    let upload = ci::UploadImage::new("large.jpg", image.clone()).pic_operations(rules());
    upload.send(&bucket(&server)).await.expect("an upload");
    let input = ci::ImageModerationInput::new().content(image);
    ci::BatchModerateImages::new().input([input]).send(&bucket(&server)).await.expect("a response");
    assert!(server.requests().iter().all(|request| request.signature_good && request.status == 200));
}
