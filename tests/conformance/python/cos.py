"""Sends Cloud Infinite operations with cos-python-sdk-v5: with the SDK's method for the operation, or with the SDK's
signer and session if it has no such method."""

import logging
from importlib.metadata import version as installed

import xmltodict
from qcloud_cos import CosConfig, CosS3Client, CosServiceError
from qcloud_cos.cos_auth import CosS3Auth
from qcloud_cos.cos_comm import xml_to_dict
from qcloud_cos.streambody import StreamBody

from lines import serve

# The SDK logs every error response. Some calls here expect one.
logging.disable(logging.CRITICAL)


class Driver:
    """Sends through a proxy, so that requests name the real hosts."""

    def __init__(self, settings):
        self.bucket, self.region = settings["bucket"], settings["bucket_region"]
        self.config = CosConfig(
            Region=self.region,
            SecretId=settings["id"],
            SecretKey=settings["key"],
            Token=settings["token"],
            Scheme="http",
            Timeout=20,
            Proxies={"http": f"http://{settings['proxy']}"},
        )
        self.client = CosS3Client(self.config, retry=0)

    @staticmethod
    def version():
        """Returns the SDK's name and version."""
        return {"sdk": "cos-python-sdk-v5", "version": installed("cos_python_sdk_v5")}

    def call(self, request):
        """Sends one operation and returns the answer or the error, and how it was sent."""
        method = request.get("method_of")
        if method and not has_documents(method):
            method = None
        through = method["method"] if method else "send_request"
        try:
            answer = self.by_method(method) if method else self.by_request(request)
            return {"through": through, "answer": answer}
        except CosServiceError as error:
            details = {"code": error.get_error_code(), "message": error.get_error_msg(), "request_id": error.get_request_id()}
            return {"through": through, "error": details}

    def by_method(self, method):
        """Calls the SDK's method for the operation."""
        arguments = {name: value(given) for name, given in method["arguments"].items()}
        arguments = {name: given for name, given in arguments.items() if given is not None}
        if "Body" in arguments:
            arguments["Body"] = arguments["Body"].encode()
        if not method.get("no_bucket"):
            arguments["Bucket"] = self.bucket
        return parsed(getattr(self.client, method["method"])(**arguments))

    def by_request(self, request):
        """Sends with the SDK's signer and session, as all of its methods do."""
        key = request["decoded_path"].lstrip("/")
        params, headers = dict(request["query"]), dict(request["headers"])
        endpoints = {"ci": self.config._endpoint_ci, "pic": self.config._endpoint_pic, "cos": self.config._endpoint}
        bucket = {"bucket": self.bucket, "account": self.bucket.rsplit("-", 1)[1]}.get(request["before"])
        url = self.config.uri(bucket=bucket, path=key or None, endpoint=endpoints[request["host"]])
        signed = CosS3Auth(self.config, key or None, params=params)
        more = {"data": request["body"].encode()} if request["body"] else {}
        answer = self.client.send_request(
            request["method"], url, bucket=bucket, auth=signed, params=params, headers=headers,
            ci_request=request["host"] == "ci", **more,
        )
        is_xml = answer.headers.get("Content-Type") == "application/xml"
        return xml_to_dict(answer.content) if is_xml else answer.content


def parsed(answer):
    """Returns the body as the SDK parsed it, without the headers that some methods return with it."""
    if isinstance(answer, tuple):
        answer = answer[1]
    if isinstance(answer, dict) and isinstance(answer.get("Body"), StreamBody):
        answer = answer["Body"]
    return answer.get_raw_stream().read() if isinstance(answer, StreamBody) else answer


def has_documents(method):
    """Whether every document argument is present. Some methods require a document even if the operation's body is empty."""
    documents = [given for given in method["arguments"].values() if isinstance(given, dict) and given.get("document") == ""]
    return all(value(given) is not None for given in documents)


def value(given):
    """Returns an argument: a plain value, or a part of a document. None if the document lacks the part."""
    if not (isinstance(given, dict) and "document" in given):
        return given
    found = next(iter(xmltodict.parse(given["text"]).values()))
    for name in filter(None, given["document"].split(".")):
        found = (found or {}).get(name)
    return found


serve(Driver)
