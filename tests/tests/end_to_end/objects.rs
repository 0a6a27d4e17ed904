//! Object storage: objects, copies, uploads in parts, lists, and settings of a bucket.

use tencentcloud_image::runtime::request::prepare;
use tencentcloud_image::runtime::sign::cos::{KeyTime, sign};
use tencentcloud_image::testing::Mock;
use tencentcloud_image::{Body, ErrorKind, cos};

use super::{bucket, client, server};

const UPLOAD: &str = "1585130821cbb7df1d11846c073ad648e8f33b087cec2381df437acdc833cf654b9ecc6361";

/// Returns the operations that the server has answered, none of which broke its schema.
fn answered(server: &mock::Server) -> Vec<String> {
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.violations.is_empty() && request.signature_good), "{requests:?}");
    requests.into_iter().filter_map(|request| request.operation).collect()
}

#[tokio::test]
async fn an_object_is_stored_read_and_deleted() {
    let server = server().await;
    let bucket = bucket(&server);
    let body = Body::from(b"bytes".to_vec()).with_md5().await.expect("bytes");
    let put = cos::PutObject::new("albums/a b+c.jpg", body).content_type("image/jpeg").acl("private");
    let stored = put.metadata([("camera", "EX-1")]).send(&bucket).await.expect("stored");
    assert!(stored.etag.is_some() && stored.hash_crc64.is_some(), "{stored:?}");
    let properties = cos::HeadObject::new("albums/a b+c.jpg").send(&bucket).await.expect("its properties");
    assert!(properties.last_modified.is_some() && properties.storage_class.is_some(), "{properties:?}");
    let object = cos::GetObject::new("albums/a b+c.jpg").range("bytes=0-4").send(&bucket).await.expect("an object");
    assert!(object.content_range.is_some() && object.etag.is_some(), "{object:?}");
    object.into_inner().body.collect().await.expect("its bytes");
    cos::DeleteObject::new("albums/a b+c.jpg").send(&bucket).await.expect("deleted");
    assert_eq!(answered(&server), ["PutObject", "HeadObject", "GetObject", "DeleteObject"]);
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.path == "/albums/a%20b%2Bc.jpg"), "{requests:?}");
}

#[tokio::test]
async fn a_damaged_body_is_refused() {
    let server = server().await;
    let put = cos::PutObject::new("a", Body::from(b"bytes".to_vec()).content_md5([0; 16]));
    let error = put.send(&bucket(&server)).await.expect_err("another checksum");
    assert_eq!(error.code().map(|code| code.as_str()), Some("BadDigest"), "{error}");
}

#[tokio::test]
async fn every_key_can_be_reached() {
    let server = server().await;
    let bucket = bucket(&server);
    for (key, path) in [("/a", "//a"), ("a//b/", "/a//b/"), ("./a", "/.%2Fa"), ("a/../b", "/a%2F..%2Fb")] {
        cos::DeleteObject::new(key).send(&bucket).await.expect("deleted");
        assert_eq!(server.requests().last().map(|request| request.path.clone()).as_deref(), Some(path), "{key}");
    }
    let error = cos::DeleteObject::new("a/..").send(&bucket).await.expect_err("the bucket itself");
    assert_eq!((error.kind(), server.requests().len()), (ErrorKind::InvalidInput, 4), "{error}");
}

#[tokio::test]
async fn an_object_is_copied() {
    let server = server().await;
    let source = "sourcebucket-1250000000.cos.ap-guangzhou.myqcloud.com/albums/lake.jpg";
    let copy = cos::CopyObject::new("archive/lake.jpg").copy_source(source);
    let copied = copy.send(&bucket(&server)).await.expect("a copy");
    assert_eq!((copied.crc64, answered(&server)), (Some(16_749_565_679_157_681_890), vec!["CopyObject".to_owned()]));
}

#[tokio::test]
async fn many_objects_are_deleted_and_failures_returned() {
    let server = server().await;
    let keys = ["albums/lake.jpg", "albums/contract.pdf"].map(|key| cos::ObjectIdentifier::new().key(key));
    let delete = cos::DeleteMultipleObjects::new().quiet(false).object(keys);
    let deleted = delete.send(&bucket(&server)).await.expect("an answer");
    assert_eq!(deleted.deleted[0].key.as_deref(), Some("albums/lake.jpg"));
    assert_eq!(deleted.error[0].code.as_deref(), Some("ObjectLocked"));
    assert_eq!(answered(&server), ["DeleteMultipleObjects"]);
}

#[test]
fn metadata_travel_as_headers() {
    let put = cos::PutObject::new("a", b"bytes".to_vec()).metadata([("camera", "EX-1"), ("place", "lake")]);
    let parts = prepare(put).expect("a request");
    let headers: Vec<_> = parts.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    assert_eq!(headers, [("x-cos-meta-camera", "EX-1"), ("x-cos-meta-place", "lake")]);
}

/// Body, checksum and signature were computed independently.
#[test]
fn a_deletion_has_the_checksum_that_the_service_requires() {
    let delete = cos::DeleteMultipleObjects::new().quiet(true).object([cos::ObjectIdentifier::new().key("a&b")]);
    let parts = prepare(delete).expect("a request");
    let body = parts.body.as_bytes().expect("bytes");
    assert_eq!(body, "<Delete><Quiet>true</Quiet><Object><Key>a&amp;b</Key></Object></Delete>");
    let md5 = [0xbb, 0x35, 0x3b, 0x26, 0x0e, 0x76, 0xd7, 0xa0, 0xcd, 0x87, 0xd5, 0xab, 0x22, 0x9c, 0xe4, 0x80];
    assert_eq!((parts.target().as_str(), parts.body.md5()), ("/?delete", Some(md5)));
    let host = "examplebucket-1250000000.cos.ap-beijing.myqcloud.com";
    let headers = [
        ("content-length", "71"),
        ("content-md5", "uzU7Jg5216DNh9WrIpzkgA=="),
        ("content-type", "application/xml"),
        ("host", host),
    ];
    let time = KeyTime { start: 1_557_989_151, end: 1_557_996_351 };
    let key = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
    let signed = sign("AKIDEXAMPLE", key, time, parts.method, &parts.decoded_path, &parts.query, &headers);
    assert_eq!(signed.signature, "37844c54529174ae83cb16faa742b38624444bde");
}

#[tokio::test]
async fn an_object_is_uploaded_in_parts() {
    let server = server().await;
    let bucket = bucket(&server);
    let begun = cos::CreateMultipartUpload::new("videos/lake.mp4").send(&bucket).await.expect("an upload");
    let upload = begun.upload_id.as_deref().expect("an ID");
    assert_eq!(upload, UPLOAD);
    let part = cos::UploadPart::new("videos/lake.mp4", upload, b"bytes".to_vec()).part_number(1);
    assert!(part.send(&bucket).await.expect("a part").etag.is_some());
    let copy = cos::UploadPartCopy::new("videos/lake.mp4", upload).part_number(2);
    let copy = copy.copy_source("b-1.cos.ap-guangzhou.myqcloud.com/a").copy_source_range("bytes=0-10485759");
    let copied = copy.send(&bucket).await.expect("a part");
    let parts = cos::ListParts::new("videos/lake.mp4", upload).send(&bucket).await.expect("a list");
    assert_eq!((parts.part[0].part_number, parts.part[0].size), (Some(1), Some(10_485_760)));
    let completed = cos::CompletedPart::new().part_number(2).etag(copied.etag.clone().expect("a checksum"));
    let complete = cos::CompleteMultipartUpload::new("videos/lake.mp4", upload).part([completed]);
    let done = complete.send(&bucket).await.expect("an object");
    assert_eq!(done.etag.as_deref(), Some("\"aa259a62513358f69e98e72e59856d88-2\""));
    cos::AbortMultipartUpload::new("videos/lake.mp4", upload).send(&bucket).await.expect("aborted");
    assert_eq!(
        answered(&server),
        [
            "CreateMultipartUpload",
            "UploadPart",
            "UploadPartCopy",
            "ListParts",
            "CompleteMultipartUpload",
            "AbortMultipartUpload"
        ]
    );
}

#[tokio::test]
async fn objects_are_listed_by_folder() {
    let server = server().await;
    let list = cos::ListObjects::new().prefix("albums/").delimiter("/").max_keys(2);
    let page = list.clone().send(&bucket(&server)).await.expect("a page");
    assert_eq!(page.contents[0].key.as_ref().map(ToString::to_string).as_deref(), Some("albums/lake in autumn.jpg"));
    assert!(page.common_prefixes[0].prefix.as_ref().is_some_and(|prefix| *prefix == "albums/2019/"));
    assert_eq!(answered(&server), ["ListObjects"]);
}

#[tokio::test]
async fn the_next_page_begins_at_the_decoded_key() {
    let mock = Mock::new();
    let key = "a b+c/%猫\u{1}";
    mock.on::<cos::ListObjects>().when(|list| list.marker.is_none()).answer(|page| {
        page.is_truncated = Some(true);
        page.next_marker = Some(key.into());
        let mut object = cos::ListedObject::default();
        object.key = Some("a".into());
        page.contents.get_or_insert().push(object);
    });
    mock.on::<cos::ListObjects>().when(|list| list.marker.is_some()).answer(|page| page.is_truncated = Some(false));
    let bucket = mock.client().bucket("examplebucket-1250000000", "ap-chengdu");
    let mut objects = cos::ListObjects::new().items(&bucket);
    while let Some(object) = objects.next().await {
        assert!(object.expect("an object").key.is_some_and(|key| key == "a"));
    }
    let calls = mock.calls::<cos::ListObjects>();
    assert_eq!(calls.iter().map(|list| list.marker.as_deref()).collect::<Vec<_>>(), [None, Some(key)]);
    mock.verify();
}

#[tokio::test]
async fn buckets_of_all_regions_are_listed() {
    let server = server().await;
    let mut buckets = cos::ListBuckets::new().items(&client(&server));
    let mut names = Vec::new();
    while let Some(found) = buckets.next().await {
        names.extend(found.expect("a bucket").name);
    }
    assert_eq!(names, ["examplebucket-1250000000", "logs-1250000000"]);
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.host == "service.cos.myqcloud.com"), "{requests:?}");
    // The mock answers half of a list and a marker.
    assert_eq!(answered(&server), ["ListBuckets", "ListBuckets"]);
}

#[tokio::test]
async fn similar_vectors_are_found() {
    let server = server().await;
    let query = cos::QueryVectors::new().vector_bucket_name("vectors-1250000000").index_name("pictures").top_k(2);
    let found = query.query_vector(cos::VectorData::new().float32([0.5, 0.25, 1.5])).return_distance(true);
    let found = found.send(&client(&server)).await.expect("vectors");
    assert_eq!((found.vectors[0].key.as_deref(), found.vectors[0].distance), (Some("lake"), Some(0.125)));
    assert_eq!(server.requests()[0].host, "vectors.ap-guangzhou.coslake.com");
    assert_eq!(answered(&server), ["QueryVectors"]);
}

#[tokio::test]
async fn a_file_is_fetched_from_the_web() {
    let server = server().await;
    let client = client(&server);
    let task = cos::PutAsyncFetchTask::new("examplebucket-1250000000").url("http://www.example.com/lake.jpg");
    let begun = task.key("albums/lake.jpg").send(&client).await.expect("a task");
    let id = begun.data.as_ref().and_then(|task| task.task_id.clone()).expect("an ID");
    let state = cos::GetAsyncFetchTask::new("examplebucket-1250000000", id).send(&client).await.expect("a state");
    assert_eq!(state.data.as_ref().and_then(|state| state.percent), Some(100));
    assert_eq!(server.requests()[0].host, "ap-guangzhou.migration.myqcloud.com");
    assert_eq!(answered(&server), ["PutAsyncFetchTask", "GetAsyncFetchTask"]);
}

#[tokio::test]
async fn a_bucket_has_settings() {
    let server = server().await;
    let bucket = bucket(&server);
    let rule = cos::LifecycleRule::new()
        .id("logs")
        .status(cos::Switch::Enabled)
        .expiration(cos::LifecycleExpiration::new().days(365));
    cos::PutBucketLifecycle::new().rule([rule]).send(&bucket).await.expect("set");
    let rules = cos::GetBucketLifecycle::new().send(&bucket).await.expect("rules");
    let classes: Vec<_> = rules.rule[0].transition.iter().filter_map(|moved| moved.storage_class.clone()).collect();
    assert_eq!(classes, [cos::StorageClass::StandardIa, cos::StorageClass::Archive]);
    let both = cos::LifecycleExpiration::new().days(365).date("2030-01-01T00:00:00+08:00");
    let unclear = cos::LifecycleRule::new().status(cos::Switch::Enabled).expiration(both);
    let error = cos::PutBucketLifecycle::new().rule([unclear]).send(&bucket).await.expect_err("days and a date");
    assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
    let location = cos::GetBucketLocation::new().send(&bucket).await.expect("a region");
    assert_eq!(location.region.as_deref(), Some("ap-chengdu"));
}

#[tokio::test]
async fn a_page_asks_whether_it_may_upload() {
    let server = server().await;
    let question = cos::OptionsObject::new("albums/lake.jpg").access_control_request_method("PUT");
    let allowed = question.clone().origin("https://www.example.com").send(&bucket(&server)).await.expect("allowed");
    assert!(allowed.access_control_allow_origin.is_some(), "{allowed:?}");
    let error = question.origin("https://other.example.com").send(&bucket(&server)).await.expect_err("refused");
    assert_eq!(error.code().map(|code| code.as_str()), Some("AccessForbidden"), "{error}");
    assert_eq!(server.requests()[0].method, "OPTIONS");
}
