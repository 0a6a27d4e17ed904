//! Compiles the Rust blocks of the README and the book as doctests. Compiled for doctests only.
//!
//! The test `documents` checks that every page with Rust code is listed here.

/// Declares a documented item for each page.
macro_rules! pages {
    ($($name:ident $path:literal)*) => {$(
        #[doc = include_str!(concat!("../../", $path))]
        pub struct $name;
    )*};
}

pages! {
    Readme "README.md"
    Credentials "docs/use/credentials.md"
    Calls "docs/use/calls.md"
    Network "docs/use/network.md"
    Retries "docs/use/retries.md"
    Hooks "docs/use/hooks.md"
    Streaming "docs/use/streaming.md"
    PresignedUrls "docs/use/presigned-urls.md"
    Jobs "docs/use/jobs.md"
    Callbacks "docs/use/callbacks.md"
    ProcessingRules "docs/use/processing-rules.md"
    Media "docs/use/media.md"
    ObjectStorage "docs/use/object-storage.md"
    Testing "docs/use/testing.md"
    FromOtherSdks "docs/use/from-other-sdks.md"
}
