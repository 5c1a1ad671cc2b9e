/* SPDX-License-Identifier: MIT */
#include "text/redact-known.h"
#include "base/buf.h"
#include "text/bytes.h"

static enum daydream_status add(struct dd_strings *forms, struct dd_buf *form,
                                struct daydream_error *err)
{
    enum daydream_status status = dd_buf_status(form, err);

    if (status == DAYDREAM_OK && form->length >= DD_KNOWN_MIN &&
        !dd_strings_has(forms, dd_buf_text(form)))
        status = dd_strings_add(forms, dd_buf_text(form), err);
    dd_buf_free(form);
    return status;
}

/* RFC 3986, section 2.1; forms (application/x-www-form-urlencoded) have '+' for a blank. */
static enum daydream_status add_url(struct dd_strings *forms, const char *value,
                                    const char *percent, const char *blank,
                                    struct daydream_error *err)
{
    struct dd_buf form = DD_BUF_INIT;

    for (; *value != '\0'; value++) {
        if (dd_is_alnum(*value) || dd_is_in("-._~", *value))
            dd_buf_putc(&form, *value);
        else if (*value == ' ')
            dd_buf_puts(&form, blank);
        else
            dd_buf_printf(&form, percent[0] == 'X' ? "%%%02X" : "%%%02x", (unsigned char)*value);
    }
    return add(forms, &form, err);
}

/* RFC 8259, section 7 */
static enum daydream_status add_json(struct dd_strings *forms, const char *value, bool slash,
                                     struct daydream_error *err)
{
    struct dd_buf form = DD_BUF_INIT;

    for (; *value != '\0'; value++) {
        if (dd_is_in("\"\\", *value) || (slash && *value == '/'))
            dd_buf_putc(&form, '\\');
        dd_buf_putc(&form, *value);
    }
    return add(forms, &form, err);
}

/* RFC 4648. `shift` bytes that nobody knows stand in front, and anything behind: the characters
 * that hold a part of those are left out. */
static enum daydream_status add_base64(struct dd_strings *forms, const char *value, size_t shift,
                                       const char *last, struct daydream_error *err)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    struct dd_buf form = DD_BUF_INIT;
    size_t bits = (shift + strlen(value)) * 8;

    for (size_t at = (shift * 8 + 5) / 6 * 6; at + 6 <= bits; at += 6) {
        size_t byte = at / 8 - shift;
        unsigned two = (unsigned)(unsigned char)value[byte] << 8;

        if (at % 8 > 2)
            two |= (unsigned char)value[byte + 1];
        two = two >> (10 - at % 8) & 63;
        dd_buf_putc(&form, two < 62 ? letters[two] : last[two - 62]);
    }
    return add(forms, &form, err);
}

enum daydream_status dd_known_add(struct dd_strings *forms, const char *value,
                                  struct daydream_error *err)
{
    struct dd_buf plain = DD_BUF_INIT;
    enum daydream_status status;

    if (strlen(value) < DD_KNOWN_MIN)
        return DAYDREAM_OK;
    dd_buf_puts(&plain, value);
    status = add(forms, &plain, err);
    if (status == DAYDREAM_OK && (status = add_url(forms, value, "X", "%20", err)) == DAYDREAM_OK &&
        (status = add_url(forms, value, "x", "%20", err)) == DAYDREAM_OK &&
        (status = add_url(forms, value, "X", "+", err)) == DAYDREAM_OK &&
        (status = add_json(forms, value, false, err)) == DAYDREAM_OK)
        status = add_json(forms, value, true, err);
    for (size_t shift = 0; shift < 3 && status == DAYDREAM_OK; shift++) {
        status = add_base64(forms, value, shift, "+/", err);
        if (status == DAYDREAM_OK)
            status = add_base64(forms, value, shift, "-_", err);
    }
    return status;
}
