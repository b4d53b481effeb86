class _Builder:
    """Sets one field a call, of those that the model has."""

    def __init__(self, model):
        self._model = model

    def __getattr__(self, field):
        if field not in self._model.FIELDS:
            raise AttributeError(field)

        def put(value):
            setattr(self._model, field, value)
            return self

        return put

    def build(self):
        return self._model


class _Model:
    FIELDS = ()

    @classmethod
    def builder(cls):
        return _Builder(cls())


class I18nContent(_Model):
    FIELDS = ("content", "language")


class FollowUp(_Model):
    FIELDS = ("content", "i18n_contents")


class PushFollowUpMessageRequestBody(_Model):
    FIELDS = ("follow_ups",)


class PushFollowUpMessageRequest(_Model):
    FIELDS = ("message_id", "request_body")
    uri = "/open-apis/im/v1/messages/:message_id/push_follow_up"

    @property
    def body(self):
        return self.request_body
