//! What is moderated, converted and unpacked besides images: submissions with their jobs, and lists in pages.

use std::time::Duration;

use tencentcloud_image::{Blob, MemberMap, ci};

use super::{Server, bucket, server};

const SHORT_PAUSES: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(2));

#[tokio::test]
async fn a_video_is_moderated() {
    let server = server().await;
    let snapshot = ci::VideoModerationSnapshot::new().count(10).time_interval(2.5);
    let video = ci::CreateVideoModerationJob::new()
        .input(ci::VideoModerationInput::new().object("films/lake.mp4"))
        .config(ci::VideoModerationConf::new().snapshot(snapshot).detect_content(true));
    let done = video.send_and_wait(&bucket(&server)).pauses(SHORT_PAUSES.0, SHORT_PAUSES.1).await.expect("a result");
    let job = done.jobs_detail.as_ref().expect("a job");
    assert_eq!(
        (job.state.as_ref(), job.label.as_ref()),
        (Some(&ci::JobState::Success), Some(&ci::ModerationLabel::Ads))
    );
    assert_eq!(job.snapshot.len(), 2);
    assert!(server.requests().iter().all(|request| request.violations.is_empty()), "{:?}", server.requests());
}

#[tokio::test]
async fn a_text_is_moderated_at_once() {
    let server = server().await;
    let text = ci::ModerateText::new()
        .input(ci::TextModerationInput::new().content(Blob::from("Call now, half price".as_bytes().to_vec())))
        .config(ci::TextModerationConf::new());
    let reply = text.send(&bucket(&server)).await.expect("a result");
    let job = reply.jobs_detail.as_ref().expect("a result");
    assert_eq!(job.result, Some(ci::Verdict::Sensitive));
    // Without a job, nothing is queried.
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_text_that_is_nowhere_is_refused() {
    let server = server().await;
    let text = ci::ModerateText::new().input(ci::TextModerationInput::new()).config(ci::TextModerationConf::new());
    let error = text.send(&bucket(&server)).await.expect_err("no text");
    assert_eq!(error.violations().len(), 1, "{error}");
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_document_is_converted() {
    let server = server().await;
    let settings = ci::DocProcess::new().target_type(ci::DocumentFormat::Png).quality(90);
    let output = ci::JobOutput::new().region("ap-chengdu").bucket("examplebucket-1250000000").object("1-${Number}.png");
    let conversion = ci::CreateDocProcessJobs::new()
        .tag(ci::DocumentJobTag::DocProcess)
        .input(ci::JobInput::new().object("reports/1.docx"))
        .operation(ci::DocumentJobOperation::new().doc_process(settings).output(output));
    let wait = conversion.send_and_wait(&bucket(&server)).pauses(SHORT_PAUSES.0, SHORT_PAUSES.1);
    let done = wait.await.expect("a result");
    let result = done.jobs_detail[0].operation.as_ref().and_then(|found| found.doc_process_result.as_ref());
    assert_eq!(result.expect("a result").page_info[0].target_uri.as_deref(), Some("previews/1-1.png"));
}

#[tokio::test]
async fn a_list_of_a_bucket_comes_in_pages() {
    let server = server().await;
    let mut buckets = ci::DescribeDocProcessBuckets::new().page_size(20).items(&bucket(&server));
    let first = buckets.next().await.expect("a bucket").expect("a page");
    assert_eq!(first.region.as_deref(), Some("ap-chengdu"));
    assert!(buckets.next().await.is_none());
    assert_eq!(server.requests().len(), 1);
}

fn output(object: &str) -> ci::JobOutput {
    ci::JobOutput::new().region("ap-chengdu").bucket("examplebucket-1250000000").object(object)
}

/// Asserts that the mock found nothing wrong with the requests.
fn assert_valid(server: &Server) {
    assert!(server.requests().iter().all(|request| request.violations.is_empty()), "{:?}", server.requests());
}

#[tokio::test]
async fn a_template_returns_its_settings_and_a_job_uses_it() {
    let server = server().await;
    let bucket = bucket(&server);
    let sprite = ci::MediaSpriteConfig::new().color("AliceBlue").columns("3").lines("3");
    let frames = ci::MediaSnapshot::new().mode("Interval").start("5").time_interval("10").count("3").width("1280");
    let frames =
        frames.skips_black("true").black_level("50").output_mode("SnapshotAndSprite").sprite_snapshot_config(sprite);
    let template =
        ci::CreateMediaTemplate::new().tag(ci::TemplateTag::Snapshot).name("frames").snapshot(frames.clone());
    let template = template.send(&bucket).await.expect("a template").into_inner().template.expect("a template");
    assert_eq!(template.snapshot, Some(frames));
    let job = ci::CreateMediaJobs::new()
        .tag(ci::JobTag::Snapshot)
        .input(ci::JobInput::new().object("films/lake.mp4"))
        .operation(
            ci::JobOperation::new().template_id(template.template_id.expect("an ID")).output(output("${Number}.jpg")),
        );
    let done = job.send_and_wait(&bucket).pauses(SHORT_PAUSES.0, SHORT_PAUSES.1).await.expect("a result");
    assert_eq!(done.jobs_detail[0].state, Some(ci::JobProgress::Success));
    assert_valid(&server);
}

#[tokio::test]
async fn one_submission_has_several_operations() {
    let server = server().await;
    let operation =
        |tag: ci::JobTag, object: &str| ci::JobOperation::new().tag(tag).template_id("t1").output(output(object));
    let jobs = ci::CreateMediaJobs::new()
        .input(ci::JobInput::new().object("films/lake.mp4"))
        .operation(operation(ci::JobTag::Snapshot, "${Number}.jpg"))
        .operation(operation(ci::JobTag::Transcode, "small.mp4"));
    jobs.send(&bucket(&server)).await.expect("jobs");
    assert_valid(&server);
}

#[tokio::test]
async fn a_workflow_is_made_of_its_graph() {
    let server = server().await;
    let frames = ci::WorkflowTemplateOperation::new().template_id("t1").output(output("${RunId}/${Number}.jpg"));
    let notify = ci::WorkflowNotifyConfig::new().type_(ci::NotifyType::Url).url("https://www.example.com/reports");
    let filter = ci::WorkflowFilter::new().state(ci::NotifyState::On).custom("true").custom_extensions(["mp4", "mkv"]);
    let input = ci::WorkflowInput::new().object_prefix("films/").notify_config(notify).ext_filter(filter);
    let nodes = MemberMap::<ci::WorkflowNode>::from([
        ("Start", ci::WorkflowStart::new().input(input).into()),
        ("Snapshot_1", ci::WorkflowNode::Snapshot(ci::WorkflowTemplateNode::new().operation(frames))),
    ]);
    let graph = ci::WorkflowTopology::new().nodes(nodes).dependencies([("Start", "Snapshot_1"), ("Snapshot_1", "End")]);
    let workflow = ci::MediaWorkflowInput::new().name("frames").topology(graph);
    let made =
        ci::CreateMediaWorkflow::new().media_workflow(workflow).send(&bucket(&server)).await.expect("a workflow");
    let made = made.into_inner().media_workflow.expect("a workflow");
    let graph = made.topology.expect("a graph");
    let Some(ci::WorkflowNode::Start(start)) = graph.nodes.as_ref().and_then(|nodes| nodes.get("Start")) else {
        panic!("{graph:?}");
    };
    let extensions = start.input.as_ref().and_then(|input| input.ext_filter.as_ref()?.custom_extensions.as_ref());
    assert_eq!(extensions.expect("extensions").iter().collect::<Vec<_>>(), ["mp4", "mkv"]);
    assert_valid(&server);
}

#[tokio::test]
async fn a_node_without_what_its_report_needs_is_refused() {
    let server = server().await;
    let notify = ci::WorkflowNotifyConfig::new().type_(ci::NotifyType::Url);
    let start = ci::WorkflowStart::new().input(ci::WorkflowInput::new().notify_config(notify));
    let graph = ci::WorkflowTopology::new().nodes([("Start", start)]);
    let workflow = ci::MediaWorkflowInput::new().name("frames").topology(graph);
    let error =
        ci::CreateMediaWorkflow::new().media_workflow(workflow).send(&bucket(&server)).await.expect_err("no URL");
    let violation = error.violations()[0].to_string();
    assert!(violation.contains("MediaWorkflow.Topology.Nodes.Start.Input.NotifyConfig.Url"), "{violation}");
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn a_batch_is_submitted_and_listed_in_pages() {
    let server = server().await;
    let bucket = bucket(&server);
    let operation = ci::InventoryOperation::new().workflow_ids(["w1847cd4ca57f543e89f551dbe68169eb"]);
    let batch = ci::CreateInventoryTriggerJob::new()
        .name("films")
        .input(ci::InventoryInput::new().manifest("inventories/manifest.json"))
        .operation(operation);
    let done = batch.send_and_wait(&bucket).pauses(SHORT_PAUSES.0, SHORT_PAUSES.1).await.expect("a batch");
    assert_eq!(done.job.as_ref().and_then(|job| job.state.clone()), Some(ci::JobProgress::Success));
    assert_valid(&server);
}

#[tokio::test]
async fn batches_come_in_pages() {
    let server = server().await;
    let mut batches = ci::DescribeInventoryTriggerJobs::new().items(&bucket(&server));
    let first = batches.next().await.expect("a batch").expect("a page");
    assert!(first.job_id.is_some());
    while let Some(batch) = batches.next().await {
        assert!(batch.expect("a batch").job_id.is_some());
    }
    // The mock halves a list whose pages have tokens.
    assert_eq!(server.requests().len(), 2);
    assert_valid(&server);
}

#[tokio::test]
async fn a_preview_tells_the_number_of_pages() {
    let server = server().await;
    let preview = ci::PreviewDocument::new("reports/1.docx").page(1).target_type("png").send(&bucket(&server)).await;
    let preview = preview.expect("a page");
    assert_eq!(preview.total_pages, Some(1));
    assert!(!preview.into_inner().body.collect().await.expect("an image").is_empty());
}
