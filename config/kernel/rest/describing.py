"""The API as OpenAPI 3.1: what drf-spectacular does not see by itself.

Every operation says its statuses, each refusal's codes, the headers that it heeds, and who may ask.
"""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework.serializers import BaseSerializer

from config.kernel.documents.sniffing import ALLOWED
from config.kernel.rest import addresses, answers, codes, headers, securing, words
from config.kernel.rest.listing import Search
from config.kernel.rest.problems import MEDIA_TYPE, TITLES
from config.kernel.rest.rows import Row

READ = (400, 401, 403, 404, 406, 429)
WRITTEN = (*READ, 409, 413, 415)
ACTED = (*WRITTEN, 412, 422)
REFUSED = (400, 403, 409, 412, 422)  # the statuses of refusals: only these have codes


class Described(AutoSchema):
    """REST_FRAMEWORK["DEFAULT_SCHEMA_CLASS"]."""

    view: Any

    @property
    def act(self):
        """The act that the operation does, if any."""
        return getattr(self.view, "act", None)

    @property
    def cases(self):
        """The noun's view, where the operation is about one."""
        return getattr(self.view, "cases", self.view if hasattr(self.view, "noun") else None)

    def is_excluded(self) -> bool:
        """Files cannot be added to every kind of case."""
        return self.method == "POST" and getattr(self.view, "action", "") == "documents" and not self.cases.attach

    def get_operation_id(self) -> str:
        """`applications_submit`, `applications_list`, `applications_documents_add`."""
        if self.cases is None:
            return self.view.names[self.method]
        last = addresses.slug(self.act) if self.act else self.view.action
        added = "_add" if self.method == "POST" and not self.act else ""
        return f"{self.cases.path}_{last}{added}".replace("-", "_")

    def get_tags(self) -> list[str]:
        return [self.cases.path if self.cases else "session"]

    def get_summary(self) -> str | None:
        return str(self.act.title) if self.act else super().get_summary()

    def get_override_parameters(self):
        return [*super().get_override_parameters(), *headers.of(self)]

    def get_auth(self) -> list[dict[str, list[str]]]:
        return securing.of(self)

    # --- what is sent -------------------------------------------------------------------------------

    def get_request_serializer(self) -> Any:
        if self.act:
            return {"application/json": self._named("Words", words.body(self.act))}
        if getattr(self.view, "action", "") == "documents":
            return {"multipart/form-data": self._component("Upload", answers.UPLOAD)}
        return super().get_request_serializer()

    def _get_request_body(self, direction="request"):
        body = super()._get_request_body(direction)
        if body is not None:  # where none of the words must be given, the body can be left out
            body["required"] = not self.act or "required" in words.body(self.act)
        return body

    # --- what is answered ----------------------------------------------------------------------------

    def get_response_serializers(self) -> Any:
        if self.act:
            return dict.fromkeys(self.done(), answers.Done)
        adds = self.method == "POST"
        return {
            "timeline": answers.Timeline,
            "documents": {201: answers.File} if adds else answers.Files,
            "document": {(200, *ALLOWED.values()): {"type": "string", "format": "binary"}},
        }.get(getattr(self.view, "action", "")) or super().get_response_serializers()

    def done(self) -> list[int]:
        """An act begins another life or none; one for two bodies may wait for the second."""
        return [201 if addresses.begins(self.act) else 200, *([202] if self.act.together else [])]

    def _get_response_headers_for_code(self, status_code, direction="response") -> dict[str, Any]:
        return headers.of_success(self, int(status_code))

    def _get_response_bodies(self, direction="response") -> dict[str, Any]:
        said = super()._get_response_bodies(direction)
        for status in self.problems():
            said[str(status)] = self.problem(status)
        return dict(sorted(said.items()))

    def problems(self) -> tuple[int, ...]:
        """The statuses of what is not a success."""
        if self.act:
            return ACTED
        if self.cases is None:
            return self.view.refused[self.method]
        if self.method == "GET":
            return READ
        return (*WRITTEN, 412) if self.method == "PUT" else WRITTEN

    def problem(self, status: int) -> dict[str, Any]:
        """A problem, with the codes that its refusals can have here."""
        form = self.resolve_serializer(answers.Problem, "response").ref
        if status in REFUSED and self.refusals():
            form = self._problem_of_this()
        said = {"description": str(TITLES[status]), "content": {MEDIA_TYPE: {"schema": form}}}
        found = headers.of_problem(status)
        return said | ({"headers": found} if found else {})

    def refusals(self) -> list[str]:
        """The codes of the refusals that can come back."""
        if self.act:
            return codes.of_act(self.act)
        action = getattr(self.view, "action", "")
        if action == "list":
            return sorted(codes.of(Search.filter_queryset)) if self.cases.searched else []
        if not action or self.method == "GET":
            return []
        return sorted(codes.of(getattr(type(self.view), action), *([self.cases.attach] if self.cases.attach else [])))

    def _problem_of_this(self) -> dict[str, Any]:
        problem = self.resolve_serializer(answers.Problem, "response").schema
        refusal = self.resolve_serializer(answers.ARefusal, "response").schema
        code = {"type": "string", "enum": self.refusals()}
        refusals = {"type": "array", "items": {**refusal, "properties": {**refusal["properties"], "code": code}}}
        return self._named("Problem", {**problem, "properties": {**problem["properties"], "refusals": refusals}})

    def _named(self, kind: str, schema: dict[str, Any]) -> dict[str, str]:
        """A schema of this operation's own, under a name: `ApplicationsSubmitWords`."""
        return self._component(self.get_operation_id().title().replace("_", "") + kind, schema)

    def _component(self, name: str, schema: dict[str, Any]) -> dict[str, str]:
        part = ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name)
        self.registry.register_on_missing(part)
        return part.ref

    def _map_basic_serializer(self, serializer: BaseSerializer, direction):
        """A row's fields can all be left out, by the parameter `fields`."""
        schema = super()._map_basic_serializer(serializer, direction)
        if isinstance(serializer, Row):
            schema.pop("required", None)
        return schema
