/* Moments (minutes since 1970, UTC) in the civil time of Almaty and in words, as dashboard/locale says them. */
(function (root) {
  "use strict";

  const MINUTE = 60000;
  const pad = (n) => String(n).padStart(2, "0");

  class QantarClock {
    /* zone: [[from minute or null, minutes ahead of UTC], ...]; words: `time` of the texts of a language */
    constructor(zone, words) {
      this.zone = zone;
      this.words = words;
    }

    ahead(minute) {
      let found = this.zone[0][1];
      for (const [from, offset] of this.zone) if (from !== null && minute >= from) found = offset;
      return found;
    }

    /* Civil time as a Date whose UTC fields are to be read. */
    local(minute) {
      return new Date((minute + this.ahead(minute)) * MINUTE);
    }

    /* The minute of a civil time: year, month (0 to 11), day, hour. */
    at(year, month, day, hour = 0) {
      const civil = Date.UTC(year, month, day, hour) / MINUTE;
      return civil - this.ahead(civil - this.ahead(civil));
    }

    midnight(minute, days = 0) {
      const d = this.local(minute);
      return this.at(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate() + days);
    }

    month(minute, months = 0) {
      const d = this.local(minute);
      return this.at(d.getUTCFullYear(), d.getUTCMonth() + months, 1);
    }

    time(minute) {
      const d = this.local(minute);
      return `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`;
    }

    _fill(pattern, day, month, year) {
      return pattern.replace("{d}", day).replace("{m}", month).replace("{y}", year);
    }

    day(minute, days) {
      const d = this.local(minute);
      return this._fill(this.words.day, days || d.getUTCDate(), this.words.months[d.getUTCMonth()], d.getUTCFullYear());
    }

    shortDay(minute) {
      const d = this.local(minute);
      return `${d.getUTCDate()} ${this.words.short_months[d.getUTCMonth()]}`;
    }

    monthName(minute) {
      const d = this.local(minute);
      return `${this.words.month_names[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
    }

    moment(minute) {
      return `${this.day(minute)} ${this.time(minute)}`;
    }

    /* A half-open window, with its zone. */
    window(from, to) {
      if (from === null && to === null) return this.words.whole;
      const text = from === null ? this.words.until.replace("{time}", this.moment(to))
        : to === null ? this.words.from.replace("{time}", this.moment(from)) : this._between(from, to);
      return this.words.zone.replace("{window}", text);
    }

    _between(from, to) {
      const last = to - 1; /* the last minute that is inside */
      const whole = (minute) => this.midnight(minute) === minute;
      const sameDay = this.midnight(from) === this.midnight(last);
      if (whole(from) && whole(to)) {
        const a = this.local(from), b = this.local(last);
        if (sameDay) return this.day(from);
        if (a.getUTCFullYear() === b.getUTCFullYear() && a.getUTCMonth() === b.getUTCMonth()) {
          return this.day(from, `${a.getUTCDate()}–${b.getUTCDate()}`);
        }
        return `${this.day(from)} – ${this.day(last)}`;
      }
      const until = whole(to) ? "24:00" : this.time(to);
      if (sameDay) return `${this.day(from)} ${this.time(from)}–${until}`;
      return `${this.moment(from)} – ${this.day(last)} ${until}`;
    }
  }

  root.QantarClock = QantarClock;
})(globalThis);
