//! The schemas of image moderation and image creation, as an application uses them.

#![allow(deprecated, reason = "retiring actions are checked as well")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tencentcloud_image::runtime::http::{Request, Response};
use tencentcloud_image::runtime::transport::{Sending, Transport};
use tencentcloud_image::runtime::{
    Access, Body, ByteStream, Credentials, Granularity, Meta, Operation, Shape, violations,
};
use tencentcloud_image::{Client, ErrorKind, aiart, ci, ims};

fn broken(operation: &dyn Shape) -> Vec<String> {
    violations(operation).iter().map(ToString::to_string).collect()
}

#[test]
fn invalid_input_is_reported_by_member_and_rule() {
    let moderation = || ims::ImageModeration::new().file_url("https://example.com/cat.png");
    let draw = || aiart::SubmitDrawPortraitJob::new().model_id("m").style_id("s").image_num(1);
    let table: [(&dyn Shape, &[&str]); 19] = [
        (&moderation(), &[]),
        (
            &ims::ImageModeration::new(),
            &["`file_content` (`FileContent`), `file_url` (`FileUrl`) require one of them to be set"],
        ),
        (
            &moderation().file_content(b"\x89PNG\r\n\x1a\n, in part"),
            &["`file_content` (`FileContent`), `file_url` (`FileUrl`) are mutually exclusive: set only one"],
        ),
        (&ims::ImageModeration::new().file_content(vec![0; 16]), &[]),
        (
            &ims::ImageModeration::new().file_content(vec![0; 15]),
            &["`file_content` (`FileContent`) must have 16 to 7864320 bytes, found 15"],
        ),
        (
            &ims::ImageModeration::new().file_content(vec![0; 7_864_321]),
            &["`file_content` (`FileContent`) must have 16 to 7864320 bytes, found 7864321"],
        ),
        (&moderation().biz_type("ab"), &["`biz_type` (`BizType`) must have 3 to 32 characters, found 2"]),
        (&moderation().data_id("a b"), &["`data_id` (`DataId`) must only contain the characters `A-Za-z0-9_@#-`"]),
        (
            &moderation().interval(1),
            &["`interval` (`Interval`), `max_frames` (`MaxFrames`) must be set together or not at all"],
        ),
        (&ims::CreateImageModerationAsyncTask::new(), &["`callback_url` (`CallbackUrl`) is required"]),
        (
            &ims::v2020_07_13::ImageModeration::new(),
            &["`file_content` (`FileContent`), `file_url` (`FileUrl`) require one of them to be set"],
        ),
        (&draw(), &[]),
        (&draw().image_num(5), &["`image_num` (`ImageNum`) must be 1 to 4, found 5"]),
        (&aiart::QueryMemeJob::new(), &["`job_id` (`JobId`) is required"]),
        (&aiart::SubmitTextToImageProJob::new(), &["`prompt` (`Prompt`) is required"]),
        (&aiart::SubmitTextToImageProJob::new().prompt("雨".repeat(100)), &[]),
        (
            &aiart::SubmitTextToImageProJob::new().prompt("雨".repeat(101)),
            &["`prompt` (`Prompt`) must have 1 to 100 characters, found 101"],
        ),
        (
            &aiart::ImageInpaintingRemoval::new().input_image(b"png").input_url("u").mask_url("u"),
            &["`input_image` (`InputImage`), `input_url` (`InputUrl`) are mutually exclusive: set only one"],
        ),
        (
            &aiart::TextToImageRapid::new().prompt("rain").image(aiart::Image::new()),
            &["`image.base64` (`Image.Base64`), `image.url` (`Image.Url`) require one of them to be set"],
        ),
    ];
    for (operation, expected) in table {
        assert_eq!(broken(operation), expected);
    }
}

#[test]
fn invalid_input_is_not_sent() {
    let script = ScriptedTransport::default();
    let call = aiart::SubmitTextToImageProJob::new().send(&script.client());
    let error = run(call.into_future()).expect_err("an error");
    assert_eq!((error.kind(), error.violations()[0].member.as_str()), (ErrorKind::InvalidInput, "Prompt"));
    assert_eq!(script.requests().len(), 0);
}

#[test]
fn only_harmless_operations_are_repeatable() {
    let repeatable = |meta: Meta| meta.repeatable;
    assert!(repeatable(ims::ImageModeration::META) && repeatable(aiart::QueryMemeJob::META));
    assert!(!repeatable(ims::CreateImageModerationAsyncTask::META) && !repeatable(aiart::SubmitMemeJob::META));
    assert!(
        !repeatable(aiart::ImageToImage::META),
        "its access class is read, but each call creates and charges for an image"
    );
    assert!(!repeatable(aiart::SketchToImage::META), "no table lists it");
}

#[test]
fn permissions_match_the_authorization_table() {
    let [permission] = aiart::ChangeClothes::PERMISSIONS else { panic!("one permission") };
    assert_eq!((permission.action, permission.access), ("aiart:ChangeClothes", Some(Access::Write)));
    assert_eq!((permission.granularity(), permission.resource), (Granularity::Operation, "*"));
    assert_eq!(permission.ip_restriction, Some(true));
    let [permission] = aiart::SketchToImage::PERMISSIONS else { panic!("one permission") };
    assert_eq!((permission.action, permission.access, permission.ip_restriction), ("aiart:SketchToImage", None, None));
    let of_resource = ci::AIEnhanceImage::PERMISSIONS.iter().map(|permission| permission.granularity());
    assert_eq!(of_resource.collect::<Vec<_>>(), [Granularity::Resource; 2]);
}

#[test]
fn versions_of_a_service_have_separate_modules() {
    let protocol = |meta: Meta| format!("{:?}", meta.protocol);
    assert!(protocol(ims::ImageModeration::META).contains("2020-12-29"));
    assert!(protocol(ims::v2020_12_29::ImageModeration::META).contains("2020-12-29"));
    assert!(protocol(ims::v2020_07_13::ImageModeration::META).contains("2020-07-13"));
    assert!(
        ims::error_codes::INVALID_PARAMETER_VALUE_INVALID_CALLBACK_URL == "InvalidParameterValue.InvalidCallbackUrl"
    );
    assert!(ims::v2020_07_13::error_codes::RESOURCE_UNAVAILABLE_IMAGE_DOWNLOAD_ERROR.family() == "ResourceUnavailable");
}

#[test]
fn callbacks_are_parsed() {
    let body = r#"{"Response":{"Suggestion":"Block","Label":"Porn","DataId":"upload-1","RequestId":"r"}}"#;
    let callback = ims::CreateImageModerationAsyncTask::read_callback(body.as_bytes()).expect("a callback");
    assert_eq!(
        (callback.suggestion.as_ref(), callback.data_id.as_deref()),
        (Some(&ims::Suggestion::Block), Some("upload-1"))
    );
}

/// The bodies are reports and results as the service documents them, of other events, kinds of jobs and operations.
#[test]
fn a_callback_of_another_event_or_kind_of_job_is_refused() {
    let report = |event: &str, tag: &str| {
        let (json, xml) = (
            format!(r#"{{"EventName":"{event}","JobsDetail":[{{"JobId":"j","Tag":"{tag}"}}]}}"#),
            format!("<Response><EventName>{event}</EventName><JobsDetail><Tag>{tag}</Tag></JobsDetail></Response>"),
        );
        [json, xml]
    };
    for body in report("TaskFinish", "PosterProduction") {
        assert!(ci::CreatePicJobs::read_callback(body.as_bytes()).is_ok(), "{body}");
    }
    let pic =
        |body: &str| ci::CreatePicJobs::read_callback(body.as_bytes()).map(|_| ()).map_err(|error| error.to_string());
    let media =
        |body: &str| ci::CreateMediaJobs::read_callback(body.as_bytes()).map(|_| ()).map_err(|error| error.to_string());
    let names = |outcome: Result<(), String>, expected: &str, found: &str| {
        let error = outcome.expect_err("another callback");
        assert!(error.contains(expected) && error.contains(found), "{error}");
    };
    for body in report("TaskFinish", "ImageOCR") {
        names(pic(&body), "`PicProcess` or `PosterProduction` in `JobsDetail.Tag`", "`ImageOCR`");
        assert_eq!(media(&body), Ok(()), "{body}");
    }
    for body in report("WorkflowFinish", "PicProcess") {
        names(media(&body), "`TaskFinish` in `EventName`", "`WorkflowFinish`");
    }
    let image = r#"{"EventName":"ReviewImage","JobsDetail":{"JobId":"j","State":"Success"}}"#;
    names(media(image), "`TaskFinish`", "`ReviewImage`");
    assert!(ci::ModerateImage::read_callback(image.as_bytes()).is_ok());
    let video = image.replace("ReviewImage", "ReviewVideo");
    for error in [
        ci::ModerateImage::read_callback(video.as_bytes()).unwrap_err(),
        ci::BatchModerateImages::read_callback(video.as_bytes()).unwrap_err(),
    ] {
        names(Err(error.to_string()), "`ReviewImage` in `EventName`", "`ReviewVideo`");
    }
    let simple = |body: &str| ci::ImageModerationSimpleCallback::read_callback(body.as_bytes());
    assert!(simple(r#"{"code":0,"message":"Test request when setting callback url"}"#).is_ok());
    let text = simple(r#"{"code":0,"message":"","data":{"event":"ReviewText","trace_id":"t"}}"#).unwrap_err();
    names(Err(text.to_string()), "`ReviewImage` in `data.event`", "`ReviewText`");
}

#[test]
fn results_of_videos_sounds_texts_and_documents_are_told_apart() {
    let result = |event: &str| format!(r#"{{"EventName":"{event}","JobsDetail":{{"JobId":"j","State":"Success"}}}}"#);
    let read = |body: &str| {
        let body = body.as_bytes();
        [
            ci::CreateVideoModerationJob::read_callback(body).is_ok(),
            ci::CreateAudioModerationJob::read_callback(body).is_ok(),
            ci::ModerateText::read_callback(body).is_ok(),
            ci::CreateDocumentModerationJob::read_callback(body).is_ok(),
            ci::CreateWebpageModerationJob::read_callback(body).is_ok(),
        ]
    };
    for (index, event) in ["ReviewVideo", "ReviewAudio", "ReviewText", "ReviewDocument", "ReviewHtml", "ReviewImage"]
        .into_iter()
        .enumerate()
    {
        let expected: Vec<_> = (0..5).map(|other| other == index).collect();
        assert_eq!(read(&result(event)).to_vec(), expected, "{event}");
    }
    let simple = r#"{"code":0,"message":"OK","data":{"event":"ReviewVideo","trace_id":"t","result":1,
        "ads_info":{"hit_flag":1,"label":"Promotion","count":3}}}"#;
    let simple = ci::ModerationSimpleCallback::read_callback(simple.as_bytes()).expect("a callback");
    let data = simple.data.as_ref().expect("a result");
    assert_eq!(data.result, Some(ci::Verdict::Sensitive));
    assert_eq!(data.ads_info.as_ref().and_then(|scene| scene.count), Some(3));
}

#[test]
fn reports_of_documents_and_files_are_told_apart() {
    let report = |tag: &str| {
        format!("<Response><EventName>TaskFinish</EventName><JobsDetail><Tag>{tag}</Tag></JobsDetail></Response>")
    };
    for (tag, of_document, of_file) in
        [("DocProcess", true, false), ("FileCompress", false, true), ("Snapshot", false, false)]
    {
        let body = report(tag);
        assert_eq!(ci::CreateDocProcessJobs::read_callback(body.as_bytes()).is_ok(), of_document, "{tag}");
        assert_eq!(ci::CreateFileProcessJobs::read_callback(body.as_bytes()).is_ok(), of_file, "{tag}");
    }
}

/// A transport that returns scripted answers in order and records the requests.
#[derive(Clone, Default)]
struct ScriptedTransport {
    answers: Arc<Mutex<VecDeque<String>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl ScriptedTransport {
    fn of<const N: usize>(answers: [&str; N]) -> Self {
        let answers = answers.map(|members| format!("{{\"Response\":{{{members}\"RequestId\":\"r\"}}}}"));
        Self { answers: Arc::new(Mutex::new(answers.into())), requests: Arc::default() }
    }

    fn client(&self) -> Client {
        let credentials = Credentials::new("AKIDEXAMPLE", "key");
        Client::builder().credentials(credentials).transport(self.clone()).build().expect("a client")
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no panic").clone()
    }
}

impl Transport for ScriptedTransport {
    fn send(&self, request: Request<Body>) -> Sending {
        let action = request.headers()["x-tc-action"].to_str().expect("ASCII").to_owned();
        let body = request.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
        self.requests.lock().expect("no panic").push(format!("{action} {}", body.unwrap_or_default()));
        let answer = self.answers.lock().expect("no panic").pop_front().expect("an answer");
        let response = Response::new(ByteStream::from(answer.into_bytes()));
        Box::pin(async move { Ok(response) })
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.expect("a runtime").block_on(future)
}

#[test]
fn a_submission_is_polled_until_the_images_exist() {
    let done = r#""JobStatusCode":"5","ResultImage":["https://example.com/1.png"],"#;
    let script =
        ScriptedTransport::of([r#""JobId":"j-1","#, r#""JobStatusCode":"1","#, r#""JobStatusCode":"2","#, done]);
    let client = script.client();
    let reply = run(async { aiart::SubmitTextToImageProJob::new().prompt("rain").send_and_wait(&client).await });
    let reply = reply.expect("the images");
    assert_eq!(reply.result_image[..], ["https://example.com/1.png"]);
    assert!(!format!("{reply:?}").contains("example.com"), "a signed address is not printed: {reply:?}");
    let requests = script.requests();
    assert_eq!(requests[0], r#"SubmitTextToImageProJob {"Prompt":"rain"}"#);
    assert_eq!(requests[1..], [r#"QueryTextToImageProJob {"JobId":"j-1"}"#; 3]);
}

#[test]
fn a_failed_job_returns_the_reason() {
    let failed =
        r#""JobStatusCode":"4","JobErrorCode":"FailedOperation.ModerationFailed","JobErrorMsg":"not allowed","#;
    let script = ScriptedTransport::of([r#""JobId":"j-1","#, failed]);
    let client = script.client();
    let error = run(async { aiart::SubmitMemeJob::new().pose("p").input_url("u").send_and_wait(&client).await });
    let error = error.expect_err("the job fails");
    assert!(error.code().is_some_and(|code| *code == aiart::error_codes::FAILED_OPERATION_MODERATION_FAILED));
    assert!(error.message().contains("not allowed"), "{error}");
}

#[test]
fn a_submission_without_a_job_id_is_polled_by_an_id_of_the_request() {
    let script = ScriptedTransport::of(["", r#""JobStatusCode":"RUN","#, r#""JobStatusCode":"DONE","#]);
    let client = script.client();
    let reply = run(async { aiart::SubmitTrainPortraitModelJob::new().model_id("m-1").send_and_wait(&client).await });
    assert_eq!(reply.expect("the end").job_status_code, Some(aiart::PortraitJobStatusCode::Done));
    assert_eq!(script.requests()[1..], [r#"QueryTrainPortraitModelJob {"ModelId":"m-1"}"#; 2]);
}

#[test]
fn an_opaque_action_takes_and_returns_json() {
    let script = ScriptedTransport::of([r#""Status":1,"#]);
    let client = script.client();
    let reply = run(aiart::GetWaterMarkStatus::new().set("Kind", "all").send(&client).into_future());
    assert_eq!(reply.expect("an answer").get("Status").and_then(|status| status.as_i64()), Some(1));
    assert_eq!(script.requests(), [r#"GetWaterMarkStatus {"Kind":"all"}"#]);
}
