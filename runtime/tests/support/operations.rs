//! Operations as in generated code.

use tencentcloud_runtime::{
    Answer, Blob, Body, Bucket, ByteStream, Call, Client, Field, Host, HttpBinding, Member, Meta, Operation, Shape,
    Trait, Visitor,
};

use super::{Everything, PicOperations, User};

#[derive(Clone, Default, PartialEq)]
pub struct Moderate {
    pub file_url: Option<String>,
    pub file_content: Option<Blob>,
    pub interval: Option<i64>,
    pub user: Option<User>,
}

impl Moderate {
    pub fn send(self, client: &Client) -> Call<Everything> {
        client.call(self)
    }
}

tencentcloud_runtime::shape! {
    Moderate {
        "FileUrl" => file_url,
        "FileContent" => file_content,
        "Interval" => interval [Range(0, 5)],
        "User" => user,
        one_of ["FileUrl", "FileContent"],
    }
}

impl Operation for Moderate {
    type Output = Everything;
    const META: Meta = Meta::action("ims", "2020-12-29", "ImageModeration");
}

macro_rules! on_bucket {
    ($name:ident, $output:ty, $meta:expr) => {
        impl $name {
            pub fn send(self, bucket: &Bucket) -> Call<$output> {
                bucket.call(self)
            }
        }

        impl Operation for $name {
            type Output = $output;
            const META: Meta = $meta;
        }
    };
}

macro_rules! members {
    ($name:ident { $($wire:literal $traits:expr => $field:ident: $type:ty,)* }) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(pub $field: Option<$type>,)*
        }

        impl Shape for $name {
            fn visit(&self, _to: &mut dyn Visitor) {
                $(_to.visit(Member { name: $wire, field: stringify!($field), traits: $traits }, &self.$field);)*
            }

            fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
                match name {
                    $($wire => Some(&mut self.$field),)*
                    _ => None,
                }
            }
        }
    };
}

members!(QueryJob { "JobId" &[Trait::Label] => job_id: String, });
const QUERY: &[HttpBinding] = &[HttpBinding::new("GET", Host::Ci, "/image/auditing/{JobId}")];
on_bucket!(QueryJob, Everything, Meta::rest("QueryJob", QUERY, "", Answer::Xml("Response")).repeatable());

members!(EnhanceImage {
    "ObjectKey" &[Trait::Label] => object_key: String,
    "denoise" &[Trait::Query, Trait::Range(0, 5)] => denoise: i64,
    "sharpen" &[Trait::Query, Trait::Range(0, 5)] => sharpen: i64,
    "detect-url" &[Trait::Query] => detect_url: String,
});
const ENHANCE: &[HttpBinding] = &[
    HttpBinding::new("GET", Host::Cos, "/{ObjectKey+}?ci-process=AIEnhanceImage"),
    HttpBinding::new("GET", Host::Pic, "/?ci-process=AIEnhanceImage").requires("detect-url"),
];
on_bucket!(EnhanceImage, ByteStream, Meta::rest("AIEnhanceImage", ENHANCE, "", Answer::Stream).repeatable());

members!(ProcessImage {
    "ObjectKey" &[Trait::Label] => object_key: String,
    "Pic-Operations" &[Trait::Header, Trait::Json, Trait::Required] => pic_operations: PicOperations,
    "x-cos-note" &[Trait::Header] => note: String,
});
const PROCESS: &[HttpBinding] = &[HttpBinding::new("POST", Host::Cos, "/{ObjectKey+}?image_process")];
on_bucket!(ProcessImage, Everything, Meta::rest("ProcessImage", PROCESS, "", Answer::Xml("UploadResult")));

members!(CreateJob { "Text" &[] => text: String, "Count" &[] => count: i64, });
const CREATE: &[HttpBinding] = &[HttpBinding::new("POST", Host::Ci, "/jobs")];
on_bucket!(CreateJob, Everything, Meta::rest("CreateJob", CREATE, "Request", Answer::Xml("Response")));

members!(BindBucket {});
const BIND: &[HttpBinding] = &[HttpBinding::new("POST", Host::Ci, "/picbucket")];
on_bucket!(BindBucket, Everything, Meta::rest("BindBucket", BIND, "", Answer::Empty));

members!(Metadata { "ObjectKey" &[Trait::Label] => object_key: String, });
const METADATA: &[HttpBinding] = &[HttpBinding::new("GET", Host::Cos, "/{ObjectKey+}?imageInfo")];
on_bucket!(Metadata, Everything, Meta::rest("Metadata", METADATA, "", Answer::Json).repeatable());

members!(WithHeaders {
    "ObjectKey" &[Trait::Label] => object_key: String,
    "Content-Type" &[Trait::Header] => content_type: String,
    "Pic-Operations" &[Trait::Header] => pic_operations: String,
    "x-cos-acl" &[Trait::Header] => acl: String,
    "x-ci-storage" &[Trait::Header] => storage: String,
    "Cache-Control" &[Trait::Header] => cache_control: String,
    "Range" &[Trait::Header] => range: String,
});
const SLIM: &[HttpBinding] = &[HttpBinding::new("PUT", Host::Cos, "/{ObjectKey+}?image-slim")];
on_bucket!(WithHeaders, Everything, Meta::rest("WithHeaders", SLIM, "", Answer::Empty));

members!(Styled {
    "ObjectKey" &[Trait::Label] => object_key: String,
    "watermark/1" &[Trait::Query] => style: String,
});
const STYLED: &[HttpBinding] = &[HttpBinding::new("GET", Host::Cos, "/{ObjectKey+}?imageMogr2/thumbnail/!50p")];
on_bucket!(Styled, ByteStream, Meta::rest("Styled", STYLED, "", Answer::Stream).repeatable());

members!(Ask { "Text" &[Trait::Required] => text: String, });
const ASK: &[HttpBinding] = &[HttpBinding::new("POST", Host::CiAccount, "/ask")];
on_bucket!(Ask, Everything, Meta::rest("Ask", ASK, "", Answer::Json).sends_json());

members!(ListBuckets {});

impl Operation for ListBuckets {
    type Output = Everything;
    const META: Meta = {
        const WAYS: &[HttpBinding] = &[HttpBinding::new("GET", Host::CiRegion, "/picbucket")];
        Meta::rest("ListBuckets", WAYS, "", Answer::Xml("Response")).repeatable()
    };
}

#[derive(Clone, Default, PartialEq)]
pub struct UploadImage {
    pub object_key: Option<String>,
    pub content_type: Option<String>,
    pub body: Body,
}

impl UploadImage {
    pub fn send(self, bucket: &Bucket) -> Call<Everything> {
        bucket.call(self)
    }
}

tencentcloud_runtime::shape! {
    UploadImage {
        "ObjectKey" => object_key [Label],
        "Content-Type" => content_type [Header],
    }
}

impl Operation for UploadImage {
    type Output = Everything;
    const META: Meta = {
        const WAYS: &[HttpBinding] = &[HttpBinding::new("PUT", Host::Cos, "/{ObjectKey+}")];
        Meta::rest("UploadImage", WAYS, "", Answer::Xml("UploadResult"))
    };

    fn body_mut(&mut self) -> Option<&mut Body> {
        Some(&mut self.body)
    }
}
