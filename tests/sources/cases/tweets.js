window.YTD.tweets.part0 = [ {"tweet": {"id_str": "1", "full_text": "The tanker Adrian Darya 1 was seen off Tartus on Monday.", "created_at": "Tue Sep 12 06:30:00 +0900 2023", "lang": "en"}} ]
