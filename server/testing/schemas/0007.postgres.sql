-- The database of the console at commit 8a69341, killed during a request.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.departs_in_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if exists (select 1 from settlements where seq = new.seq) then
      raise exception 'the send has ended';
    end if;
    return new;
  end $$;
CREATE FUNCTION public.history_lasts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if not exists (select 1 from sweeps where upto >= old.seq) then
      raise exception 'history goes only by retention';
    end if;
    return old;
  end $$;
CREATE FUNCTION public.history_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    raise exception 'history is never changed';
  end $$;
CREATE FUNCTION public.settles_in_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if exists (select 1 from departures where seq = new.seq) then
      if new.outcome = 'token_refused' then raise exception 'the send cannot end like this'; end if;
    elsif new.outcome in ('answered', 'unknown') then
      raise exception 'the send cannot end like this';
    end if;
    return new;
  end $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.console_schema (
    version bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.deliveries (
    seq bigint NOT NULL,
    id text NOT NULL,
    idempotency_key text NOT NULL,
    fingerprint text NOT NULL,
    actor text NOT NULL,
    profile text NOT NULL,
    base_url text NOT NULL,
    receive_id_type text,
    receive_id text,
    label text,
    template_id text,
    template_version bigint,
    template_values text,
    template_language text,
    message text,
    message_id text,
    follow_ups text NOT NULL,
    exact bigint NOT NULL,
    uuid text NOT NULL,
    list_id text,
    created_at_ms bigint NOT NULL,
    search text NOT NULL
);
ALTER TABLE public.deliveries ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.deliveries_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.departures (
    seq bigint NOT NULL,
    at_ms bigint NOT NULL,
    request text NOT NULL
);
CREATE TABLE public.events (
    seq bigint NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    at_ms bigint NOT NULL,
    subject text,
    name text,
    details text
);
ALTER TABLE public.events ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.events_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.in_flight (
    seq bigint NOT NULL,
    base_url text NOT NULL,
    message_id text,
    instance text NOT NULL
);
CREATE TABLE public.intents (
    seq bigint NOT NULL,
    id text NOT NULL,
    idempotency_key text NOT NULL,
    fingerprint text NOT NULL,
    instance text NOT NULL,
    actor text NOT NULL,
    profile text NOT NULL,
    base_url text NOT NULL,
    endpoint text NOT NULL,
    message_id text,
    attempt_of text,
    url text NOT NULL,
    body text NOT NULL,
    body_sha256 text NOT NULL,
    started_at_ms bigint NOT NULL,
    latest_at_ms bigint NOT NULL,
    delivery text
);
ALTER TABLE public.intents ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.intents_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.key_check (
    n bigint NOT NULL,
    sealed text NOT NULL,
    CONSTRAINT key_check_n_check CHECK ((n = 1))
);
CREATE TABLE public.list_rows (
    list_id text NOT NULL,
    n bigint NOT NULL,
    typed text NOT NULL,
    receive_id_type text,
    receive_id text,
    label text,
    message_id text,
    message_at_ms bigint,
    row_values text NOT NULL,
    issues text NOT NULL,
    included bigint NOT NULL,
    blocked text,
    outcome text
);
CREATE TABLE public.lists (
    seq bigint NOT NULL,
    id text NOT NULL,
    idempotency_key text NOT NULL,
    fingerprint text NOT NULL,
    name text NOT NULL,
    actor text NOT NULL,
    profile text NOT NULL,
    base_url text NOT NULL,
    template_id text,
    template_version bigint,
    message text,
    follow_ups text NOT NULL,
    pause_percent bigint,
    state text NOT NULL,
    paused_by text,
    instance text,
    schedule text,
    starts_at_ms bigint,
    again_of text,
    total bigint NOT NULL,
    created_at_ms bigint NOT NULL,
    checked_at_ms bigint,
    started_at_ms bigint,
    finished_at_ms bigint
);
ALTER TABLE public.lists ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.lists_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.profiles (
    id text NOT NULL,
    name text NOT NULL,
    brand text NOT NULL,
    base_url text NOT NULL,
    app_id text NOT NULL,
    app_type text NOT NULL,
    color text NOT NULL,
    environment text NOT NULL,
    tenant_key text,
    receive_id_type text,
    receive_id text,
    sealed_secret text,
    secret_fingerprint text,
    secret_set_at_ms bigint,
    sealed_ticket text,
    ticket_fingerprint text,
    ticket_set_at_ms bigint,
    created_at_ms bigint NOT NULL,
    updated_at_ms bigint NOT NULL,
    removed_at_ms bigint
);
CREATE TABLE public.recipients (
    profile text NOT NULL,
    base_url text NOT NULL,
    receive_id_type text NOT NULL,
    receive_id text NOT NULL,
    name text,
    chat_id text,
    favourite bigint NOT NULL,
    last_sent_at_ms bigint NOT NULL,
    search text NOT NULL
);
CREATE TABLE public.resolutions (
    n bigint NOT NULL,
    seq bigint NOT NULL,
    verdict text NOT NULL,
    note text,
    actor text NOT NULL,
    at_ms bigint NOT NULL,
    CONSTRAINT resolutions_verdict_check CHECK ((verdict = ANY (ARRAY['delivered'::text, 'not_delivered'::text, 'undecided'::text])))
);
ALTER TABLE public.resolutions ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.resolutions_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search (
    seq bigint NOT NULL,
    terms text[] NOT NULL
);
CREATE TABLE public.settlements (
    seq bigint NOT NULL,
    outcome text NOT NULL,
    code bigint,
    at_ms bigint NOT NULL,
    exchange text NOT NULL,
    CONSTRAINT settlements_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'token_refused'::text, 'not_sent'::text, 'unknown'::text])))
);
CREATE TABLE public.sweeps (
    n bigint NOT NULL,
    upto bigint NOT NULL,
    removed bigint NOT NULL,
    at_ms bigint NOT NULL
);
ALTER TABLE public.sweeps ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sweeps_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.template_versions (
    template_id text NOT NULL,
    version bigint NOT NULL,
    follow_ups text NOT NULL,
    actor text NOT NULL,
    at_ms bigint NOT NULL,
    message text
);
CREATE TABLE public.templates (
    id text NOT NULL,
    name text NOT NULL,
    note text NOT NULL,
    version bigint NOT NULL,
    search text NOT NULL,
    actor text NOT NULL,
    created_at_ms bigint NOT NULL,
    updated_at_ms bigint NOT NULL,
    deleted_at_ms bigint
);
INSERT INTO public.console_schema VALUES (1, '2026-11-30 21:01:08.581979+00');
INSERT INTO public.console_schema VALUES (2, '2026-11-30 21:01:08.779559+00');
INSERT INTO public.console_schema VALUES (3, '2026-11-30 21:01:08.798119+00');
INSERT INTO public.console_schema VALUES (4, '2026-11-30 21:01:08.811103+00');
INSERT INTO public.console_schema VALUES (5, '2026-11-30 21:01:08.821269+00');
INSERT INTO public.console_schema VALUES (6, '2026-11-30 21:01:08.853065+00');
INSERT INTO public.console_schema VALUES (7, '2026-11-30 21:01:08.868631+00');
INSERT INTO public.deliveries OVERRIDING SYSTEM VALUE VALUES (1, '0c8ee8a8-179c-45ee-adac-42913561ec2f', 'delivery-1', '04d18d40370160aa78f78691ce240b048ec6f384ed9374e4331cc85e2b05ec1a', 'local', 'emulator', 'http://127.0.0.1:35989', 'open_id', 'ou_c99a1051792afae873ff5d44880319f8', NULL, NULL, NULL, NULL, NULL, '{"text":"Hello"}', NULL, '[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]', 1, '985ae0cf-1ef4-45e9-80e7-321a49ac86c9', NULL, 1796072469773, 'ou_c99a1051792afae873ff5d44880319f8
{"text":"hello"}
[{"content":"查看进度","i18n_contents":[{"content":"track it","language":"en_us"}]}]');
INSERT INTO public.deliveries OVERRIDING SYSTEM VALUE VALUES (2, 'e363c500-2740-46a5-be7a-94a1e94dcde3', '95ddcb0a-27c6-4587-b6e2-6e99e6e836de:1', '1687b914ec45f4e903d0f48cec2d798e7842486932410e2d20b93910e103f551', 'local', 'emulator', 'http://127.0.0.1:35989', 'open_id', 'ou_d7add75482df8bca0fa9579d7e20bf1a', 'lin.xiaoyu@example.com', NULL, NULL, NULL, NULL, '{"text":"Hi Lin"}', NULL, '[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]', 1, 'bba75b35-e24b-4c69-b5c4-f0a6d291f0d7', '95ddcb0a-27c6-4587-b6e2-6e99e6e836de', 1796072469934, 'ou_d7add75482df8bca0fa9579d7e20bf1a
lin.xiaoyu@example.com
{"text":"hi lin"}
[{"content":"查看进度","i18n_contents":[{"content":"track it","language":"en_us"}]}]');
INSERT INTO public.departures VALUES (1, 1796072469471, '{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"149295eb-7906-4ff1-a780-677629e870b5\"}"}');
INSERT INTO public.departures VALUES (2, 1796072469661, '{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (3, 1796072469679, '{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (4, 1796072469709, '{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (5, 1796072469780, '{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"985ae0cf-1ef4-45e9-80e7-321a49ac86c9\"}"}');
INSERT INTO public.departures VALUES (6, 1796072469818, '{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_688a80912aafb4aa747570513cabd81e/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (7, 1796072469937, '{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"bba75b35-e24b-4c69-b5c4-f0a6d291f0d7\"}"}');
INSERT INTO public.departures VALUES (8, 1796072469970, '{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_25c46d4bb0d1c3e04e203f9734493ff3/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (9, 1796072470546, '{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.in_flight VALUES (9, 'http://127.0.0.1:35989', 'om_efd56513e9a1850076b1a322484941e8', 'e52e7980-0cca-437e-b9ed-9f8c39fa4eab');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (1, '2299a0de-5748-49c7-b8dc-dec35db9d978', 'message-1', '6c780646e26fd8f7d9e34843c21b5b92075dc46549949d22ba497239164a0e4c', 'e52e7980-0cca-437e-b9ed-9f8c39fa4eab', 'local', 'emulator', 'http://127.0.0.1:35989', 'create_message', NULL, NULL, 'http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id', '{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"您好 0\"}","uuid":"149295eb-7906-4ff1-a780-677629e870b5"}', 'd8d42613c5ebfa4c8df85087f6b4b44236caa0507da0151fea3fa32523f441e3', 1796072469364, 1796072469364, NULL);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (2, '55cd9200-a009-460d-9a5e-7bde621ed356', 'push-accepted', '6cba6ad4ee0c020add08441d3e92e6fc59714fa137a1284f729b3b1308ac283e', 'e52e7980-0cca-437e-b9ed-9f8c39fa4eab', 'local', 'emulator', 'http://127.0.0.1:35989', 'push_follow_up', 'om_efd56513e9a1850076b1a322484941e8', NULL, 'http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072469660, 1796072469660, NULL);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (3, 'abf92b50-2e0e-45e6-b8f8-6828eec9e68d', 'push-rejected', '6cba6ad4ee0c020add08441d3e92e6fc59714fa137a1284f729b3b1308ac283e', 'e52e7980-0cca-437e-b9ed-9f8c39fa4eab', 'local', 'emulator', 'http://127.0.0.1:35989', 'push_follow_up', 'om_efd56513e9a1850076b1a322484941e8', NULL, 'http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072469678, 1796072469678, NULL);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (4, '035472c8-3528-4d99-93ff-89407da94680', 'push-unknown', '6cba6ad4ee0c020add08441d3e92e6fc59714fa137a1284f729b3b1308ac283e', 'e52e7980-0cca-437e-b9ed-9f8c39fa4eab', 'local', 'emulator', 'http://127.0.0.1:35989', 'push_follow_up', 'om_efd56513e9a1850076b1a322484941e8', NULL, 'http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072469708, 1796072469708, NULL);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (5, 'f44a3081-07c0-4966-bdf1-cef4ab0d4ff2', 'delivery-1', '72b9ee0b13a688bd8f57baeaf15073af19d06aab5fe702f99ba7a8f9d1ea4a91', 'e52e7980-0cca-437e-b9ed-9f8c39fa4eab', 'local', 'emulator', 'http://127.0.0.1:35989', 'create_message', NULL, NULL, 'http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id', '{"receive_id":"ou_c99a1051792afae873ff5d44880319f8","msg_type":"text","content":"{\"text\":\"Hello\"}","uuid":"985ae0cf-1ef4-45e9-80e7-321a49ac86c9"}', '9cca50c8e1f24f490830ac6b9f24cb12a47b0a3695569d641bd9dec7155c27fe', 1796072469779, 1796072469779, '0c8ee8a8-179c-45ee-adac-42913561ec2f');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (6, '1bd6037f-5d03-45e3-96b7-2d13851cde95', 'delivery-1:push', 'dd99faec7b48e0289a8c55fc78a724bed0f6a4775a758aecebecec4ec5263a93', 'e52e7980-0cca-437e-b9ed-9f8c39fa4eab', 'local', 'emulator', 'http://127.0.0.1:35989', 'push_follow_up', 'om_688a80912aafb4aa747570513cabd81e', NULL, 'http://127.0.0.1:35989/open-apis/im/v1/messages/om_688a80912aafb4aa747570513cabd81e/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072469818, 1796072469818, '0c8ee8a8-179c-45ee-adac-42913561ec2f');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (7, 'd448ce9a-c9bd-4328-b9d4-3e83c61e8856', '95ddcb0a-27c6-4587-b6e2-6e99e6e836de:1', '1a2091556549fcf93b94f539dcf7bfc6b7b480bc89ce40cad8c5f8d44136b1a1', 'e52e7980-0cca-437e-b9ed-9f8c39fa4eab', 'local', 'emulator', 'http://127.0.0.1:35989', 'create_message', NULL, NULL, 'http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id', '{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"Hi Lin\"}","uuid":"bba75b35-e24b-4c69-b5c4-f0a6d291f0d7"}', '620c986033ddd1be6c7dc254afa08660d1d09388d18cb048a4cad18648f4b5cc', 1796072469936, 1796072469936, 'e363c500-2740-46a5-be7a-94a1e94dcde3');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (8, '9e729684-3006-4ff0-b3ab-89a73e2ec3dd', '95ddcb0a-27c6-4587-b6e2-6e99e6e836de:1:push', '5c2866d844319eb2dd95817994113dd0f54a9b2440dc0552975384d335a94808', 'e52e7980-0cca-437e-b9ed-9f8c39fa4eab', 'local', 'emulator', 'http://127.0.0.1:35989', 'push_follow_up', 'om_25c46d4bb0d1c3e04e203f9734493ff3', NULL, 'http://127.0.0.1:35989/open-apis/im/v1/messages/om_25c46d4bb0d1c3e04e203f9734493ff3/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072469969, 1796072469969, 'e363c500-2740-46a5-be7a-94a1e94dcde3');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (9, 'cc4f1e00-11b6-4c9a-9a9b-06708d0bc600', 'push-in-flight', '6cba6ad4ee0c020add08441d3e92e6fc59714fa137a1284f729b3b1308ac283e', 'e52e7980-0cca-437e-b9ed-9f8c39fa4eab', 'local', 'emulator', 'http://127.0.0.1:35989', 'push_follow_up', 'om_efd56513e9a1850076b1a322484941e8', NULL, 'http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072470545, 1796072470545, NULL);
INSERT INTO public.key_check VALUES (1, 'v1.daenE18ePrzHGbXwe7cMlNDDuzDAYP-_zlAetfS8rePKR7q57q7KHIA-ghXu');
INSERT INTO public.list_rows VALUES ('95ddcb0a-27c6-4587-b6e2-6e99e6e836de', 2, 'missing@example.com', 'email', 'missing@example.com', 'missing@example.com', NULL, NULL, '{"name":"Bob"}', '[{"kind":"not_found","blocking":true}]', 0, 'not_found', NULL);
INSERT INTO public.list_rows VALUES ('95ddcb0a-27c6-4587-b6e2-6e99e6e836de', 1, 'lin.xiaoyu@example.com', 'open_id', 'ou_d7add75482df8bca0fa9579d7e20bf1a', 'lin.xiaoyu@example.com', NULL, NULL, '{"name":"Lin"}', '[]', 0, NULL, 'sent');
INSERT INTO public.lists OVERRIDING SYSTEM VALUE VALUES (1, '95ddcb0a-27c6-4587-b6e2-6e99e6e836de', '95ddcb0a-27c6-4587-b6e2-6e99e6e836de', '1ddc51de3040ec6912939f642a9a4b7419ec1899f16a201ed8fbc224c731d4a7', 'March', 'local', 'emulator', 'http://127.0.0.1:35989', NULL, NULL, '{"text":"Hi {{name}}"}', '[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]', 20, 'finished', NULL, NULL, NULL, NULL, NULL, 2, 1796072469844, 1796072469929, 1796072469898, 1796072469982);
INSERT INTO public.profiles VALUES ('369b7d26-b1c9-42d9-b653-cf2750e52032', 'Shop', 'feishu', 'https://open.feishu.cn', 'cli_a123456789abcdef', 'custom', 'gray', 'production', NULL, NULL, NULL, 'v1.b3A-M4yMoMc4jGTmKWy_Rw22XIIXbd3eqSGitIgu8RgD2wosVZUVJqu-0FBA8RQBPw', 'f34d4ce9', 1796072469754, NULL, NULL, NULL, 1796072469754, 1796072469754, NULL);
INSERT INTO public.recipients VALUES ('emulator', 'http://127.0.0.1:35989', 'open_id', 'ou_c99a1051792afae873ff5d44880319f8', NULL, 'oc_d7ac0ba8da5c2242ecbab3a1d7b821be', 0, 1796072469779, 'ou_c99a1051792afae873ff5d44880319f8
oc_d7ac0ba8da5c2242ecbab3a1d7b821be');
INSERT INTO public.recipients VALUES ('emulator', 'http://127.0.0.1:35989', 'open_id', 'ou_d7add75482df8bca0fa9579d7e20bf1a', 'Ann', 'oc_5eff53759a0a87ff8d5995ce3dc73964', 1, 1796072469936, 'ann
ou_d7add75482df8bca0fa9579d7e20bf1a
oc_5eff53759a0a87ff8d5995ce3dc73964');
INSERT INTO public.search VALUES (1, '{b33_31,b31_2n,b2n_2t,b2t_2u,b2u_2s,b2s_1h,b1h_1i,b1i_1h,b1h_1d,b1d_1f,b1f_2t,b2t_1l,b1l_2p,b2p_1d,b1d_1k,b1k_1h,b1h_1c,b1c_1c,b1c_1j,b1j_1i,b1i_2q,b2q_1d,b1d_2p,b2p_1f,b1f_1e,b1e_1e,b1e_1g,b1g_1k,b1k_1g,b1g_1l,b1l_1g,b1g_1d,b1d_2t,b2t_1k,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1d_1c,b1c_1h,b1c_1l,b1l_1i,b1f_1h,b1h_2q,b2q_1c,b1c_2t,b2t_2t,b2t_1d,b1d_1j,b1j_1f,b1f_2p,b2p_1e,b1e_2s,b2s_1f,b2p_2r,b2r_1h,b1h_1h,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2s,b2s_1j,b1j_2p,b2p_2s,b2s_2s,b1j_1h,b1h_1g,b1k_1e,b2s_2u,b2u_1k,b1k_2q,b2q_2r,b2r_2p,b2p_1c,b1c_2u,b2u_2p,b2p_1l,b1l_1h,b1h_1j,b1j_1l,b1l_2s,b1j_2t,b2t_1e,b1c_2q,b2q_2u,b2u_1d,b38_2t,b2t_3c,b3c_38,b3f_y,by_38,b38_y,by_1m,b1m_y,by_j3c,bj3c_hod,sj3c,shod,b1c_y,by_3h,b1d_1g,b1l_1e,b1e_1l,b1h_2t,b2t_2q,b2q_19,b19_1j,b1l_1c,b1c_1i,b1i_19,b19_1g,b1g_2u,b2u_2u,b1d_19,b19_2p,b2p_1j,b1j_1k,b1k_1c,b1c_19,b19_1i,b1i_1j,b1j_1j,b1i_1e,b1l_2t,b1k_1j,b1j_1c,b2q_1h,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (2, '{b33_31,b31_2n,b2n_2t,b2t_2u,b2u_2s,b2s_1h,b1h_1i,b1i_1h,b1h_1d,b1d_1f,b1f_2t,b2t_1l,b1l_2p,b2p_1d,b1d_1k,b1k_1h,b1h_1c,b1c_1c,b1c_1j,b1j_1i,b1i_2q,b2q_1d,b1d_2p,b2p_1f,b1f_1e,b1e_1e,b1e_1g,b1g_1k,b1k_1g,b1g_1l,b1l_1g,b1g_1d,b1d_2t,b2t_1k,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1d_1c,b1c_1h,b1c_1l,b1l_2q,b2q_1f,b1f_2r,b2r_2t,b2t_1f,b1f_1j,b1j_1l,b1l_1d,b2u_1l,b1l_1h,b1d_2r,b2r_1e,b1e_1l,b1l_2u,b2u_1f,b1f_1h,b1h_2t,b37_39,b39_2r,b2r_2r,b2t_37,b37_37,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (3, '{b33_31,b31_2n,b2n_2t,b2t_2u,b2u_2s,b2s_1h,b1h_1i,b1i_1h,b1h_1d,b1d_1f,b1f_2t,b2t_1l,b1l_2p,b2p_1d,b1d_1k,b1k_1h,b1h_1c,b1c_1c,b1c_1j,b1j_1i,b1i_2q,b2q_1d,b1d_2p,b2p_1f,b1f_1e,b1e_1e,b1e_1g,b1g_1k,b1k_1g,b1g_1l,b1l_1g,b1g_1d,b1d_2t,b2t_1k,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1d_1c,b1c_1h,b1c_1l,b1l_1i,b1i_1c,b1h_1e,b1e_1j,b1j_1c,b1c_1i,b1c_2s,b2s_1g,b1g_1i,b1i_1e,b1e_1f,b1f_1i,b1c_2r,b2r_2u,b2u_1d,b2p_1g,b2u_33,b33_30,b30_30,b30_33,b33_3b,b39_34,b2p_30,b30_36,b36_2t,b2t_2p,b2p_2s,b2s_3d,b2t_3c,b3c_2x,b2x_37,b37_38,b38_1a,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_230008}');
INSERT INTO public.search VALUES (4, '{b33_31,b31_2n,b2n_2t,b2t_2u,b2u_2s,b2s_1h,b1h_1i,b1i_1h,b1h_1d,b1d_1f,b1f_2t,b2t_1l,b1l_2p,b2p_1d,b1d_1k,b1k_1h,b1h_1c,b1c_1c,b1c_1j,b1j_1i,b1i_2q,b2q_1d,b1d_2p,b2p_1f,b1f_1e,b1e_1e,b1e_1g,b1g_1k,b1k_1g,b1g_1l,b1l_1g,b1g_1d,b1d_2t,b2t_1k,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_unknown}');
INSERT INTO public.search VALUES (5, '{b33_31,b31_2n,b2n_1i,b1i_1k,b1k_1k,b1k_2p,b2p_1k,b1k_1c,b1c_1l,b1l_1d,b1d_1e,b1e_2p,b2p_2p,b2p_2u,b2u_2q,b2q_1g,b1g_2p,b2p_1j,b1j_1g,b1g_1j,b1j_1h,b1h_1j,b1j_1c,b1c_1h,b1h_1d,b1d_1f,b1f_2r,b2r_2p,b2p_2q,b2q_2s,b2s_1k,b1k_1d,b1d_2t,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1c_1d,b1d_1c,b1h_1c,b1l_2u,b2u_1e,b1e_2r,b2r_1j,b1j_2q,b2q_2r,b2r_2s,b2s_1f,b1f_2p,b2p_1g,b1g_1k,b1d_1l,b1l_1g,b1j_1l,b1l_2s,b2s_2r,b2r_2u,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2r,b2r_1l,b1l_1l,b1l_2p,b2p_1d,b1d_1j,b1l_1e,b2u_2p,b2p_2t,b2t_1k,b1k_1j,b1j_1f,b1f_2u,b2u_2u,b2u_1h,b1h_2s,b2s_1g,b1g_1g,b1c_1f,b1f_1d,b2u_1k,b38_2t,b2t_3c,b3c_38,b3f_y,by_38,b38_y,by_1m,b1m_y,by_2w,b2w_2t,b2t_30,b30_30,b30_33,b33_y,by_3h,b1l_1k,b1k_1h,b1h_2p,b2t_1c,b1c_2r,b2u_19,b19_1d,b2t_2u,b2u_1g,b1g_19,b19_1g,b1g_1h,b1h_2t,b2t_1l,b1l_19,b19_1k,b1c_2t,b2t_1j,b1j_19,b19_1f,b1f_1e,b1e_1d,b1d_2p,b1g_1l,b2p_2r,b2r_1k,b1k_1i,b1i_2r,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (6, '{b33_31,b31_2n,b2n_1i,b1i_1k,b1k_1k,b1k_2p,b2p_1k,b1k_1c,b1c_1l,b1l_1d,b1d_1e,b1e_2p,b2p_2p,b2p_2u,b2u_2q,b2q_1g,b1g_2p,b2p_1j,b1j_1g,b1g_1j,b1j_1h,b1h_1j,b1j_1c,b1c_1h,b1h_1d,b1d_1f,b1f_2r,b2r_2p,b2p_2q,b2q_2s,b2s_1k,b1k_1d,b1d_2t,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1c_1d,b1d_1c,b1h_1c,b1l_2p,b2u_2r,b2r_1g,b1g_1k,b1k_1g,b1g_1f,b1f_1d,b1d_1d,b2t_2s,b2s_1c,b1c_1k,b1k_1l,b1l_2s,b2s_1e,b2q_2q,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2r,b2r_1l,b1l_1l,b2p_1d,b1d_1j,b1j_1l,b1l_1e,b2u_2p,b2p_2t,b2t_1k,b1k_1j,b1j_1f,b1f_2u,b2u_2u,b2u_1h,b1h_2s,b2s_1g,b1g_1g,b1c_1f,b1d_1l,b1l_2u,b2u_1k,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (7, '{b33_31,b31_2n,b2n_1e,b1e_1h,b1h_2r,b2r_1g,b1g_1i,b1i_2s,b2s_1g,b1g_2q,b2q_2q,b2q_1c,b1c_2s,b2s_1d,b1d_2r,b2r_1f,b1f_2t,b2t_1c,b1c_1g,b1g_2t,b2t_1e,b1e_1c,b1c_1f,b1f_2u,b2u_1l,b1l_1j,b1j_1f,b1f_1g,b1g_1g,b1g_1l,b1l_1f,b2u_2u,b2u_1f,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1d_1c,b1c_1h,b1h_1c,b1c_1l,b1l_2p,b2p_1g,b1g_1c,b1h_1d,b1d_1g,b1g_1j,b1j_2r,b1c_2p,b2p_1e,b1e_1k,b1k_1g,b1f_2s,b2s_2s,b2s_1c,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2s,b2s_1j,b1j_2p,b2p_2s,b1j_1h,b1h_1g,b1g_1k,b1k_1e,b1e_2s,b2s_2u,b2u_1k,b1k_2q,b2q_2r,b2r_2p,b2p_1c,b1c_2u,b2u_2p,b2p_1l,b1l_1h,b1h_1j,b1j_1l,b1l_2s,b1j_2t,b1c_2q,b2q_2u,b2u_1d,b1d_2p,b30_2x,b2x_32,b32_1a,b1a_3c,b3c_2x,b2x_2p,b2p_33,b33_3d,b3d_39,b39_1s,b1s_2t,b2t_3c,b3c_2p,b2p_31,b31_34,b34_30,b30_2t,b2t_1a,b1a_2r,b2r_33,b38_2t,b3c_38,b3f_y,by_38,b38_y,by_1m,b1m_y,by_2w,b2w_2x,b32_y,by_3h,b2q_2p,b2p_1j,b1h_2q,b2q_1f,b1f_1h,b1h_19,b19_2t,b1e_1g,b2q_19,b19_1g,b1g_2r,b2r_1i,b1i_1l,b1l_19,b19_2q,b2q_1h,b1g_19,b19_2u,b2u_1c,b2p_1i,b2s_1e,b1e_1l,b1l_1d,b1d_2u,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (8, '{b33_31,b31_2n,b2n_1e,b1e_1h,b1h_2r,b2r_1g,b1g_1i,b1i_2s,b2s_1g,b1g_2q,b2q_2q,b2q_1c,b1c_2s,b2s_1d,b1d_2r,b2r_1f,b1f_2t,b2t_1c,b1c_1g,b1g_2t,b2t_1e,b1e_1c,b1c_1f,b1f_2u,b2u_1l,b1l_1j,b1j_1f,b1f_1g,b1g_1g,b1g_1l,b1l_1f,b2u_2u,b2u_1f,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1d_1c,b1c_1h,b1h_1c,b1c_1l,b1l_1h,b1h_1e,b1e_2r,b2r_1i,b1i_1f,b1f_1l,b1l_1l,b1l_2t,b2t_1f,b1f_1e,b1e_2t,b2t_2t,b2t_1i,b1i_1h,b1c_2p,b2p_1h,b1h_1f,b1f_1d,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2s,b2s_1j,b1j_2p,b2p_2s,b2s_2s,b1j_1h,b1h_1g,b1g_1k,b1k_1e,b1e_2s,b2s_2u,b2u_1k,b1k_2q,b2q_2r,b2r_2p,b2p_1c,b1c_2u,b2u_2p,b2p_1l,b1h_1j,b1j_1l,b1l_2s,b1j_2t,b1c_2q,b2q_2u,b2u_1d,b1d_2p,b30_2x,b2x_32,b32_1a,b1a_3c,b3c_2x,b2x_2p,b2p_33,b33_3d,b3d_39,b39_1s,b1s_2t,b2t_3c,b3c_2p,b2p_31,b31_34,b34_30,b30_2t,b2t_1a,b1a_2r,b2r_33,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (9, '{b33_31,b31_2n,b2n_2t,b2t_2u,b2u_2s,b2s_1h,b1h_1i,b1i_1h,b1h_1d,b1d_1f,b1f_2t,b2t_1l,b1l_2p,b2p_1d,b1d_1k,b1k_1h,b1h_1c,b1c_1c,b1c_1j,b1j_1i,b1i_2q,b2q_1d,b1d_2p,b2p_1f,b1f_1e,b1e_1e,b1e_1g,b1g_1k,b1k_1g,b1g_1l,b1l_1g,b1g_1d,b1d_2t,b2t_1k,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72}');
INSERT INTO public.settlements VALUES (1, 'answered', 0, 1796072469631, '{"id":"2299a0de-5748-49c7-b8dc-dec35db9d978","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"message-1","profile":"emulator","endpoint":"create_message","message_id":"om_efd56513e9a1850076b1a322484941e8","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"149295eb-7906-4ff1-a780-677629e870b5\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"149295eb-7906-4ff1-a780-677629e870b5\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501096135B0EE173A2D3AC555","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"72b7114aac9156c35eac22a7783987b5","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"391","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_efd56513e9a1850076b1a322484941e8\",\"msg_type\":\"text\",\"create_time\":\"1796072469611\",\"update_time\":\"1796072469611\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_5eff53759a0a87ff8d5995ce3dc73964\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"149295eb-7906-4ff1-a780-677629e870b5\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501096135B0EE173A2D3AC555","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"72b7114aac9156c35eac22a7783987b5","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"391","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_efd56513e9a1850076b1a322484941e8\",\"msg_type\":\"text\",\"create_time\":\"1796072469611\",\"update_time\":\"1796072469611\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_5eff53759a0a87ff8d5995ce3dc73964\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:09.604Z","duration_ms":9.2}],"code":0,"msg":"success","log_id":"202612010501096135B0EE173A2D3AC555","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:09.364Z","duration_ms":183.4}');
INSERT INTO public.settlements VALUES (2, 'answered', 0, 1796072469669, '{"id":"55cd9200-a009-460d-9a5e-7bde621ed356","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-accepted","profile":"emulator","endpoint":"push_follow_up","message_id":"om_efd56513e9a1850076b1a322484941e8","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050109B3CE3791EF951C29F35E","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"41d153952323731aac70dad3ad36b2a1","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050109B3CE3791EF951C29F35E","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"41d153952323731aac70dad3ad36b2a1","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:09.665Z","duration_ms":3.2}],"code":0,"msg":"success","log_id":"20261201050109B3CE3791EF951C29F35E","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:09.660Z","duration_ms":8.6}');
INSERT INTO public.settlements VALUES (3, 'answered', 230008, 1796072469688, '{"id":"abf92b50-2e0e-45e6-b8f8-6828eec9e68d","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-rejected","profile":"emulator","endpoint":"push_follow_up","message_id":"om_efd56513e9a1850076b1a322484941e8","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"2026120105010960527060D462360CF1A4","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"997f1e9f165185783bdd18cb4e47e10f","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"269","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"2026120105010960527060D462360CF1A4\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=2026120105010960527060D462360CF1A4&code=230008\"}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"2026120105010960527060D462360CF1A4","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"997f1e9f165185783bdd18cb4e47e10f","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"269","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"2026120105010960527060D462360CF1A4\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=2026120105010960527060D462360CF1A4&code=230008\"}}","truncated":false},"failure":null,"code":230008,"started_at":"2026-11-30T21:01:09.684Z","duration_ms":2.3}],"code":230008,"msg":"follow up already exist.","log_id":"2026120105010960527060D462360CF1A4","troubleshooter":"https://open.feishu.cn/search?from=openapi&log_id=2026120105010960527060D462360CF1A4&code=230008","meaning":{"code":230008,"msg":"follow up already exist.","http_status":400,"meaning":{"zh":"这条消息已经有气泡。一条消息只能添加一次。","en":"The message already has bubbles. They can be added only once."},"advice":{"zh":"要换内容，请让机器人发一条新消息。如果上次没有收到响应，此错误码说明上次很可能已成功，除非有人在此期间添加过气泡。","en":"To change the bubbles, send a new message from the bot. If an earlier response was lost, this code is evidence that the request succeeded, unless someone else added bubbles."},"retryable":false,"source":"https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up"},"notes":[],"started_at":"2026-11-30T21:01:09.678Z","duration_ms":8.2}');
INSERT INTO public.settlements VALUES (4, 'unknown', NULL, 1796072469720, '{"id":"035472c8-3528-4d99-93ff-89407da94680","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-unknown","profile":"emulator","endpoint":"push_follow_up","message_id":"om_efd56513e9a1850076b1a322484941e8","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"unknown","outcome":"unknown","request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_efd56513e9a1850076b1a322484941e8/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"code":null,"started_at":"2026-11-30T21:01:09.714Z","duration_ms":5.5}],"code":null,"msg":null,"log_id":null,"troubleshooter":null,"meaning":null,"notes":[],"started_at":"2026-11-30T21:01:09.708Z","duration_ms":11.6}');
INSERT INTO public.settlements VALUES (5, 'answered', 0, 1796072469790, '{"id":"f44a3081-07c0-4966-bdf1-cef4ab0d4ff2","actor":"local","attempt_of":null,"delivery":"0c8ee8a8-179c-45ee-adac-42913561ec2f","idempotency_key":"delivery-1","profile":"emulator","endpoint":"create_message","message_id":"om_688a80912aafb4aa747570513cabd81e","body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"985ae0cf-1ef4-45e9-80e7-321a49ac86c9\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"985ae0cf-1ef4-45e9-80e7-321a49ac86c9\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050109F2C7BCD3A48819479DCF","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"13f7890fe98b45ca1804582330abf397","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"388","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_688a80912aafb4aa747570513cabd81e\",\"msg_type\":\"text\",\"create_time\":\"1796072469788\",\"update_time\":\"1796072469788\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_d7ac0ba8da5c2242ecbab3a1d7b821be\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"985ae0cf-1ef4-45e9-80e7-321a49ac86c9\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050109F2C7BCD3A48819479DCF","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"13f7890fe98b45ca1804582330abf397","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"388","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_688a80912aafb4aa747570513cabd81e\",\"msg_type\":\"text\",\"create_time\":\"1796072469788\",\"update_time\":\"1796072469788\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_d7ac0ba8da5c2242ecbab3a1d7b821be\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:09.786Z","duration_ms":2.7}],"code":0,"msg":"success","log_id":"20261201050109F2C7BCD3A48819479DCF","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:09.779Z","duration_ms":9.6}');
INSERT INTO public.settlements VALUES (6, 'answered', 0, 1796072469825, '{"id":"1bd6037f-5d03-45e3-96b7-2d13851cde95","actor":"local","attempt_of":null,"delivery":"0c8ee8a8-179c-45ee-adac-42913561ec2f","idempotency_key":"delivery-1:push","profile":"emulator","endpoint":"push_follow_up","message_id":"om_688a80912aafb4aa747570513cabd81e","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_688a80912aafb4aa747570513cabd81e/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050109AFC484311ED0889D2ABB","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"64f8f450afd10175ea1b9707fbc292f8","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_688a80912aafb4aa747570513cabd81e/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050109AFC484311ED0889D2ABB","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"64f8f450afd10175ea1b9707fbc292f8","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:09.823Z","duration_ms":1.9}],"code":0,"msg":"success","log_id":"20261201050109AFC484311ED0889D2ABB","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:09.818Z","duration_ms":6.7}');
INSERT INTO public.settlements VALUES (7, 'answered', 0, 1796072469956, '{"id":"d448ce9a-c9bd-4328-b9d4-3e83c61e8856","actor":"local","attempt_of":null,"delivery":"e363c500-2740-46a5-be7a-94a1e94dcde3","idempotency_key":"95ddcb0a-27c6-4587-b6e2-6e99e6e836de:1","profile":"emulator","endpoint":"create_message","message_id":"om_25c46d4bb0d1c3e04e203f9734493ff3","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"bba75b35-e24b-4c69-b5c4-f0a6d291f0d7\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"bba75b35-e24b-4c69-b5c4-f0a6d291f0d7\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050109A405147C40A28473DD0D","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"b835fcccbbdd14fc6f996a6f8d5e3202","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"389","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_25c46d4bb0d1c3e04e203f9734493ff3\",\"msg_type\":\"text\",\"create_time\":\"1796072469944\",\"update_time\":\"1796072469944\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_5eff53759a0a87ff8d5995ce3dc73964\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"bba75b35-e24b-4c69-b5c4-f0a6d291f0d7\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"20261201050109A405147C40A28473DD0D","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"b835fcccbbdd14fc6f996a6f8d5e3202","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"389","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_25c46d4bb0d1c3e04e203f9734493ff3\",\"msg_type\":\"text\",\"create_time\":\"1796072469944\",\"update_time\":\"1796072469944\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_5eff53759a0a87ff8d5995ce3dc73964\",\"sender\":{\"id\":\"cli_emulator\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:09.943Z","duration_ms":1.7}],"code":0,"msg":"success","log_id":"20261201050109A405147C40A28473DD0D","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:09.936Z","duration_ms":8.5}');
INSERT INTO public.settlements VALUES (8, 'answered', 0, 1796072469976, '{"id":"9e729684-3006-4ff0-b3ab-89a73e2ec3dd","actor":"local","attempt_of":null,"delivery":"e363c500-2740-46a5-be7a-94a1e94dcde3","idempotency_key":"95ddcb0a-27c6-4587-b6e2-6e99e6e836de:1:push","profile":"emulator","endpoint":"push_follow_up","message_id":"om_25c46d4bb0d1c3e04e203f9734493ff3","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_25c46d4bb0d1c3e04e203f9734493ff3/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"2026120105010952C6399E32EE650A531C","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"9bb021cc9cff9a92c5e248800868a2a7","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35989/open-apis/im/v1/messages/om_25c46d4bb0d1c3e04e203f9734493ff3/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"2026120105010952C6399E32EE650A531C","date":"Mon, 30 Nov 2026 21:01:09 GMT","x-request-id":"9bb021cc9cff9a92c5e248800868a2a7","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:09.974Z","duration_ms":1.2}],"code":0,"msg":"success","log_id":"2026120105010952C6399E32EE650A531C","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:09.969Z","duration_ms":6.2}');
INSERT INTO public.template_versions VALUES ('554c1b72-2a53-473f-b1f6-ead3fc613db2', 1, '[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]', 'local', 1796072469729, NULL);
INSERT INTO public.template_versions VALUES ('554c1b72-2a53-473f-b1f6-ead3fc613db2', 2, '[{"content":"第二版"}]', 'local', 1796072469742, NULL);
INSERT INTO public.templates VALUES ('554c1b72-2a53-473f-b1f6-ead3fc613db2', 'Parcels', '', 2, 'parcels
第二版', 'local', 1796072469729, 1796072469742, NULL);
SELECT pg_catalog.setval('public.deliveries_seq_seq', 2, true);
SELECT pg_catalog.setval('public.events_seq_seq', 1, false);
SELECT pg_catalog.setval('public.intents_seq_seq', 9, true);
SELECT pg_catalog.setval('public.lists_seq_seq', 1, true);
SELECT pg_catalog.setval('public.resolutions_n_seq', 1, false);
SELECT pg_catalog.setval('public.sweeps_n_seq', 1, false);
ALTER TABLE ONLY public.console_schema
    ADD CONSTRAINT console_schema_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_id_key UNIQUE (id);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_idempotency_key_key UNIQUE (idempotency_key);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.departures
    ADD CONSTRAINT departures_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_base_url_message_id_key UNIQUE (base_url, message_id);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_id_key UNIQUE (id);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_idempotency_key_key UNIQUE (idempotency_key);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.key_check
    ADD CONSTRAINT key_check_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.list_rows
    ADD CONSTRAINT list_rows_pkey PRIMARY KEY (list_id, n);
ALTER TABLE ONLY public.lists
    ADD CONSTRAINT lists_id_key UNIQUE (id);
ALTER TABLE ONLY public.lists
    ADD CONSTRAINT lists_idempotency_key_key UNIQUE (idempotency_key);
ALTER TABLE ONLY public.lists
    ADD CONSTRAINT lists_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.recipients
    ADD CONSTRAINT recipients_pkey PRIMARY KEY (profile, base_url, receive_id_type, receive_id);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT resolutions_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.search
    ADD CONSTRAINT search_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.sweeps
    ADD CONSTRAINT sweeps_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.template_versions
    ADD CONSTRAINT template_versions_pkey PRIMARY KEY (template_id, version);
ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_pkey PRIMARY KEY (id);
CREATE INDEX deliveries_by_list ON public.deliveries USING btree (list_id, seq) WHERE (list_id IS NOT NULL);
CREATE INDEX deliveries_by_recipient ON public.deliveries USING btree (receive_id, seq);
CREATE INDEX deliveries_by_time ON public.deliveries USING btree (created_at_ms, seq);
CREATE INDEX intents_by_actor ON public.intents USING btree (actor, seq);
CREATE INDEX intents_by_delivery ON public.intents USING btree (delivery, seq) WHERE (delivery IS NOT NULL);
CREATE INDEX intents_by_endpoint ON public.intents USING btree (endpoint, seq);
CREATE INDEX intents_by_message ON public.intents USING btree (message_id, seq);
CREATE INDEX intents_by_original ON public.intents USING btree (attempt_of, seq) WHERE (attempt_of IS NOT NULL);
CREATE INDEX intents_by_time ON public.intents USING btree (latest_at_ms, seq);
CREATE INDEX intents_out_of_time ON public.intents USING btree (started_at_ms, seq) WHERE (started_at_ms < latest_at_ms);
CREATE INDEX lists_to_run ON public.lists USING btree (state) WHERE (state = ANY (ARRAY['running'::text, 'scheduled'::text]));
CREATE INDEX recipients_by_chat ON public.recipients USING btree (profile, base_url, chat_id) WHERE (chat_id IS NOT NULL);
CREATE INDEX recipients_by_use ON public.recipients USING btree (profile, base_url, favourite, last_sent_at_ms);
CREATE INDEX resolutions_by_send ON public.resolutions USING btree (seq, n);
CREATE INDEX search_by_term ON public.search USING gin (terms) WITH (fastupdate=off);
CREATE UNIQUE INDEX templates_by_name ON public.templates USING btree (name) WHERE (deleted_at_ms IS NULL);
CREATE TRIGGER departures_in_order BEFORE INSERT ON public.departures FOR EACH ROW EXECUTE FUNCTION public.departs_in_order();
CREATE TRIGGER departures_last BEFORE DELETE ON public.departures FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER departures_stay BEFORE UPDATE ON public.departures FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER events_last BEFORE DELETE ON public.events FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER events_stay BEFORE UPDATE ON public.events FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER intents_last BEFORE DELETE ON public.intents FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER intents_stay BEFORE UPDATE ON public.intents FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER resolutions_last BEFORE DELETE ON public.resolutions FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER resolutions_stay BEFORE UPDATE ON public.resolutions FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER settlements_in_order BEFORE INSERT ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.settles_in_order();
CREATE TRIGGER settlements_last BEFORE DELETE ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER settlements_stay BEFORE UPDATE ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER sweeps_last BEFORE DELETE ON public.sweeps FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER sweeps_stay BEFORE UPDATE ON public.sweeps FOR EACH ROW EXECUTE FUNCTION public.history_stays();
ALTER TABLE ONLY public.departures
    ADD CONSTRAINT departures_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_delivery_fkey FOREIGN KEY (delivery) REFERENCES public.deliveries(id);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT resolutions_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.template_versions
    ADD CONSTRAINT template_versions_template_id_fkey FOREIGN KEY (template_id) REFERENCES public.templates(id);
