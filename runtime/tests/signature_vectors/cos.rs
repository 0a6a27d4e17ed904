//! Object storage and Cloud Infinite.

use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::sign::encode;

use super::Pairs;

struct CosVector {
    name: &'static str,
    secret: (&'static str, &'static str),
    key_time: KeyTime,
    method: &'static str,
    path: &'static str,
    params: Pairs,
    headers: Pairs,
    /// Empty if not published, like the next one.
    sign_key: &'static str,
    http_string: &'static str,
    signature: &'static str,
}

const DOCUMENTED: (&str, &str) = ("AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q", "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz");
const OURS: (&str, &str) = ("AKIDEXAMPLE", "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz");
const GO_PRESIGN: (&str, &str) = ("QmFzZTY0IGlzIGEgZ*******", "ZfbOA78asKUYBcXFrJD0a1I*******");

const UPLOAD: KeyTime = KeyTime { start: 1_557_989_151, end: 1_557_996_351 };
const PRESIGN: KeyTime = KeyTime { start: 1_622_702_557, end: 1_622_706_157 };
const UPLOAD_KEY: &str = "eb2519b498b02ac213cb1f3d1a3d27a3b3c9bc5f";

const COS_V1: CosVector = CosVector {
    name: "V1, an upload in the documentation",
    secret: DOCUMENTED,
    key_time: UPLOAD,
    method: "PUT",
    path: "/exampleobject(腾讯云)",
    params: cos::NONE,
    headers: &[
        ("Date", "Thu, 16 May 2019 06:45:51 GMT"),
        ("Host", "examplebucket-1250000000.cos.ap-beijing.myqcloud.com"),
        ("Content-Type", "text/plain"),
        ("Content-Length", "13"),
        ("Content-MD5", "mQ/fVh815F3k6TAUm8m0eg=="),
        ("x-cos-acl", "private"),
        ("x-cos-grant-read", "uin=\"100000000011\""),
    ],
    sign_key: UPLOAD_KEY,
    http_string: "8b2751e77f43a0995d6e9eb9477f4b685cca4172",
    signature: "3b8851a11a569213c17ba8fa7dcf2abec6935172",
};

const COS_V4: CosVector = CosVector {
    name: "V4, a URL in the Go SDK",
    secret: GO_PRESIGN,
    key_time: PRESIGN,
    method: "PUT",
    path: "/test.jpg",
    params: cos::NONE,
    headers: cos::NONE,
    sign_key: "",
    http_string: "",
    signature: "820975b5a8eccce9455b94d4ebed14d66654bf3c",
};

const COS_C1: CosVector = CosVector {
    name: "C1, the query of a job",
    secret: OURS,
    key_time: UPLOAD,
    method: "GET",
    path: "/image/auditing/iab1ca9fc8a3ed11ea834c525400863904",
    params: cos::NONE,
    headers: &[("host", "bucket-1250000000.ci.ap-beijing.myqcloud.com")],
    sign_key: UPLOAD_KEY,
    http_string: "6c73e988e50c2839984ab4ce1e27a1bafac49fda",
    signature: "dfa13c6fb95988ac7d17f4ccf666106d021c5e9d",
};

/// V1 and V2: <https://cloud.tencent.com/document/product/436/7778>, from a copy whose values are not masked.
/// V3 to V5: the tests of the Go SDK. C1 to C5: requests of Cloud Infinite, cross-checked with the Python SDK, and
/// with the Node SDK except for C5, for which that SDK signs fewer headers.
const COS: &[CosVector] = &[
    COS_V1,
    CosVector {
        name: "V2, a download in the documentation",
        key_time: KeyTime { start: 1_557_989_753, end: 1_557_996_953 },
        method: "GET",
        params: &[("response-content-type", "application/octet-stream"), ("response-cache-control", "max-age=600")],
        headers: &[
            ("Date", "Thu, 16 May 2019 06:55:53 GMT"),
            ("Host", "examplebucket-1250000000.cos.ap-beijing.myqcloud.com"),
        ],
        sign_key: "937914bf490e9e8c189836aad2052e4feeb35eaf",
        http_string: "54ecfe22f59d3514fdc764b87a32d8133ea611e6",
        signature: "01681b8c9d798a678e43b685a9f1bba0f6c0e012",
        ..COS_V1
    },
    CosVector {
        name: "V3, a header in the Go SDK",
        secret: ("QmFzZTY0IGlzIGEgZ2VuZXJp", "AKIDZfbOA78asKUYBcXFrJD0a1ICvR98JM"),
        key_time: KeyTime { start: 1_480_932_292, end: 1_481_012_292 },
        method: "PUT",
        path: "/testfile2",
        params: cos::NONE,
        headers: &[
            ("host", "testbucket-125000000.cos.ap-guangzhou.myqcloud.com"),
            ("x-cos-content-sha1", "db8ac1c259eb89d4a131b253bacfca5f319d54f2"),
            ("x-cos-stroage-class", "nearline"),
        ],
        sign_key: "",
        http_string: "",
        signature: "ce4ac0ecbcdb30538b3fee0a97cc6389694ce53a",
    },
    COS_V4,
    CosVector {
        name: "V5, a URL with a query in the Go SDK",
        params: &[("test", "params")],
        signature: "7757e84ed5f8953eafc30afcd2a5d1ad68e00d67",
        ..COS_V4
    },
    COS_C1,
    CosVector {
        name: "C2, processing while downloading",
        path: "/folder/document.jpg",
        params: &[("ci-process", "AIEnhanceImage"), ("denoise", "3"), ("sharpen", "3")],
        headers: &[("host", "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com")],
        http_string: "f65a12e6c4e17505dc9fe710badc4773bac5cb64",
        signature: "47c2b3791a467f88ed927fc1078cea4e59b806c1",
        ..COS_C1
    },
    CosVector {
        name: "C3, a rule that is a query key",
        path: "/sample.jpeg",
        params: &[("imageMogr2/thumbnail/!50p", "")],
        headers: &[("host", "examplebucket-1250000000.cos.ap-shanghai.myqcloud.com")],
        http_string: "7b4eced4ef6f29db0d65684c2dc6a4fec4b26787",
        signature: "f0b4d85a021cafc2904a07fc1880682fbe254302",
        ..COS_C1
    },
    CosVector {
        name: "C4, processing in the cloud",
        method: "POST",
        path: "/exampleobject",
        params: &[("image_process", "")],
        headers: &[
            ("host", "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com"),
            ("pic-operations", r#"{"rules":[{"fileid":"exampleobject","rule":"ci-process=AIEnhanceImage"}]}"#),
        ],
        http_string: "15cbb747c82259d508746bb0c5a1b7640bcda5a0",
        signature: "a953b34eb9c762249a79fed2c41e62532ab164a1",
        ..COS_C1
    },
    CosVector {
        name: "C5, switching a service on",
        method: "POST",
        path: "/picbucket",
        headers: &[
            ("content-length", "0"),
            ("content-type", "application/xml"),
            ("host", "test-1234567890.ci.ap-chongqing.myqcloud.com"),
        ],
        http_string: "e97f2b216a5b0f4cf19ff20945ca03db8fe9a47d",
        signature: "6e102dc32049a8a024226f69a4c7c41c40deaf2a",
        ..COS_C1
    },
];

impl CosVector {
    fn sign(&self) -> cos::Signed {
        let (id, key) = self.secret;
        cos::sign(id, key, self.key_time, self.method, self.path, self.params, self.headers)
    }
}

#[test]
fn cos_vectors() {
    for vector in COS {
        let name = vector.name;
        let signed = vector.sign();
        if !vector.http_string.is_empty() {
            let hash = signed.string_to_sign.lines().nth(2);
            assert_eq!(hash, Some(vector.http_string), "{name}:\n{}", signed.http_string);
        }
        if !vector.sign_key.is_empty() {
            let key = cos::sign_key(vector.secret.1, vector.key_time);
            assert_eq!(key, vector.sign_key, "{name}");
        }
        assert_eq!(signed.signature, vector.signature, "{name}:\n{}", signed.http_string);
        assert!(signed.authorization.ends_with(vector.signature), "{name}");
    }
}

fn cos_vector(name: &str) -> cos::Signed {
    let vector = COS.iter().find(|vector| vector.name.starts_with(name));
    vector.unwrap_or_else(|| panic!("no vector `{name}`")).sign()
}

/// The Go SDK does not encode the asterisks of its sample. A server decodes both forms to the same text.
#[test]
fn presigned_query_of_the_go_sdk() {
    let expected = "q-sign-algorithm=sha1&q-ak=QmFzZTY0IGlzIGEgZ*******\
        &q-sign-time=1622702557%3B1622706157&q-key-time=1622702557%3B1622706157&q-header-list=\
        &q-url-param-list=&q-signature=820975b5a8eccce9455b94d4ebed14d66654bf3c";
    let query = cos::presigned_query(&cos_vector("V4"));
    assert_eq!(query.replace("%2A", "*"), expected);
}

/// The alternative URL form has the whole authorization in one parameter.
#[test]
fn merged_query_of_the_go_sdk() {
    let expected = "q-sign-algorithm%3Dsha1%26q-ak%3DQmFzZTY0IGlzIGEgZ*******\
        %26q-sign-time%3D1622702557%3B1622706157%26q-key-time%3D1622702557%3B1622706157\
        %26q-header-list%3D%26q-url-param-list%3Dtest\
        %26q-signature%3D7757e84ed5f8953eafc30afcd2a5d1ad68e00d67";
    assert_eq!(encode(&cos_vector("V5").authorization).replace("%2A", "*"), expected);
}

#[test]
fn presigned_lists_are_encoded_twice() {
    let signed = cos_vector("C3");
    assert_eq!(signed.param_list, "imagemogr2%2fthumbnail%2f%2150p");
    assert!(signed.authorization.contains("&q-url-param-list=imagemogr2%2fthumbnail%2f%2150p&"));
    let query = cos::presigned_query(&signed);
    assert!(query.contains("&q-url-param-list=imagemogr2%252fthumbnail%252f%252150p&"), "{query}");
}

/// A documentation page of 2018 prints three signatures that do not match its own key, and all examples of Cloud
/// Infinite show the same placeholder. They must not be added as vectors.
#[test]
fn wrong_published_vectors_are_not_used() {
    for wrong in [
        "14e6ebd7955b0c6da532151bf97045e2c5a64e10",
        "4b6cbab14ce01381c29032423481ebffd514e8be",
        "438023e4a4207299d87bb75d1c739c06cc9406bb",
        "28e9a4986df11bed0255e97ff90500557e0ea057",
    ] {
        assert!(COS.iter().all(|vector| vector.signature != wrong), "{wrong} is not a signature");
    }
}
